package org.polysome.genes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;

@Tag("locale")
class GeneJoinTest {

  @Test
  void innerKeepsWhatAllHaveAndOuterWhatAnyHas() {
    var files = List.of(file("_index", "C", "A", "B"), file("_index", "B", "D", "A", "A"));
    GeneJoin inner = GeneJoin.of(files, GeneJoin.Kind.INNER, Optional.empty());
    assertThat(inner.genes()).containsExactly("A", "B");
    GeneJoin outer = GeneJoin.of(files, GeneJoin.Kind.OUTER, Optional.empty());
    assertThat(outer.genes()).containsExactly("C", "A", "B", "D");
  }

  @Test
  void theColumnsThatOverlapAreFoundAndVersionsDoNotMatter() {
    SequencedMap<String, List<String>> one = file("_index", "TP53", "GATA1");
    one.put("gene_ids", List.of("ENSG00000141510", "ENSG00000102145"));
    var files = List.of(one, file("_index", "ENSG00000102145.15", "ENSG00000000003.1"));
    GeneJoin join = GeneJoin.of(files, GeneJoin.Kind.INNER, Optional.empty());
    assertThat(join.columns()).containsExactly("gene_ids", "_index");
    assertThat(join.genes()).containsExactly("ENSG00000102145");
    assertThatThrownBy(() -> GeneJoin.of(files, GeneJoin.Kind.INNER, Optional.of("gene_ids")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("gene_ids");
  }

  @Test
  void filesWithoutACommonGeneAreRefused() {
    var files = List.of(file("_index", "A"), file("_index", "B"));
    assertThatThrownBy(() -> GeneJoin.of(files, GeneJoin.Kind.OUTER, Optional.empty()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no gene in common: A; B");
  }

  private static SequencedMap<String, List<String>> file(String column, String... names) {
    SequencedMap<String, List<String>> file = new LinkedHashMap<>();
    file.put(column, List.of(names));
    return file;
  }
}
