package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.genes.Vocabulary;
import org.polysome.tokenizer.TokenField;

class FlaggedGenesTest {

  private static final Vocabulary GENES = Vocabulary.of(List.of("A1", "B2", "C3", "D4"));

  private static Map<String, List<BitSet>> flagged(TokenField field, String... labels) {
    return FlaggedGenes.of(List.of(field), GENES, column -> List.of(labels));
  }

  @Test
  void aLabelFlagsTheGenesThatItNames() {
    var field = new TokenField.Perturbed("perturbed", "guide");
    Map<String, List<BitSet>> found = flagged(field, "ctrl", "B2 + D4", "A1+ctrl");
    assertThat(found).containsOnlyKeys("perturbed");
    assertThat(found.get("perturbed")).containsExactly(new BitSet(), bits(1, 3), bits(0));
    assertThatThrownBy(() -> flagged(field, "ctrl", "X", "Y", "Z"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no label of obs column 'guide'")
        .hasMessageEndingWith("such as ctrl, X, Y");
    assertThatThrownBy(() -> flagged(field, "ctrl")).hasMessageEndingWith("such as ctrl");
  }

  @Test
  void aListFlagsItsGenesAndEachMustBeKnown() {
    var field = new TokenField.GeneFlag("surface", List.of("C3", "A1"));
    assertThat(flagged(field)).isEqualTo(Map.of("surface", List.of(bits(0, 2))));
    var wrong = new TokenField.GeneFlag("surface", List.of("C3", "CD8"));
    assertThatThrownBy(() -> flagged(wrong))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'surface' flags 'CD8'");
  }

  private static BitSet bits(int... places) {
    BitSet bits = new BitSet();
    for (int place : places) {
      bits.set(place);
    }
    return bits;
  }
}
