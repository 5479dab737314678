package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polysome.fault.UsageException;

class TokenFieldTest {

  private static final TokenizerSpec SPEC =
      GoldenRows.spec(
          "{length: 10, fields: [tissue, {type: perturbed, label: guide},"
              + " {type: gene-flag, name: tf, genes: [G1]}]}");
  private static final Fitted FITTED =
      Fitted.NOTHING.withFlagged(
          Map.of(
              "perturbed", List.of(new BitSet(), bits(2, 5)),
              "tf", List.of(bits(1))));
  private static final Tokenizer TOKENIZER =
      new Tokenizer(SPEC, MeasuredGenes.everything(1, 6), FITTED);

  @Test
  void tokensCarryTheStateOfTheirCellAndTheFlagsOfTheirGene() {
    Cell one = new Cell(new int[] {1, 2}, new float[] {3, 1}, 0);
    Cell two = new Cell(new int[] {1, 2, 5}, new float[] {1, 4, 2}, 0);
    LabelledCells cells =
        new LabelledCells(
            List.of(one, two),
            Map.of("tissue", new int[] {3, TokenBatch.NO_LABEL}, "guide", new int[] {0, 1}));
    TokenBatch batch = TOKENIZER.tokenize(cells, Draw.embedding(1), List.of());
    assertThat(batch.fields().get("tissue")).containsExactly(3, 3, 3, -1, -1, -1, -1, -1);
    assertThat(batch.fields().get("perturbed")).containsExactly(-1, 0, 0, -1, -1, 0, 1, 1);
    assertThat(batch.fields().get("tf")).containsExactly(-1, 1, 0, -1, -1, 1, 0, 0);
  }

  @Test
  void withoutLabelsNothingIsKnownOfTheCell() {
    Cell cell = new Cell(new int[] {1, 2}, new float[] {3, 1}, 0);
    TokenBatch batch = TOKENIZER.tokenize(List.of(cell), Draw.embedding(1), List.of());
    assertThat(batch.fields().get("tissue")).containsOnly(TokenBatch.NO_LABEL);
    assertThat(batch.fields().get("perturbed")).containsExactly(-1, 0, 0);
  }

  @Test
  void fieldsHaveNamesOfTheirOwnAndNeedTheirGenes() {
    assertThat(SPEC.labels()).containsExactly("tissue", "guide");
    assertThatThrownBy(() -> GoldenRows.spec("{fields: [a, a]}"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("one name");
    assertThatThrownBy(() -> new Tokenizer(SPEC, MeasuredGenes.everything(1, 6), Fitted.NOTHING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("perturbed");
  }

  private static BitSet bits(int... genes) {
    BitSet bits = new BitSet();
    for (int gene : genes) {
      bits.set(gene);
    }
    return bits;
  }
}
