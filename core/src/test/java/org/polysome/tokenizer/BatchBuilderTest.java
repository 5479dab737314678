package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A builder that is used again makes what a new one makes. */
class BatchBuilderTest {

  private static final int GENES = 50;

  private static Cell cell(int first, int genes) {
    float[] counts = new float[genes];
    IntStream.range(0, genes).forEach(i -> counts[i] = 1 + (first * 7 + i * 3) % 11);
    return new Cell(IntStream.range(first, first + genes).toArray(), counts, first % 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{length: 12}",
        "{length: 12, genes: all, sampling: batch-wise}",
        "{length: 12, genes: all, sampling: {type: batch-wise, as-published: true}}"
      })
  void whatWasAddedBeforeIsForgotten(String spec) {
    Tokenizer tokenizer =
        new Tokenizer(GoldenRows.spec(spec), MeasuredGenes.everything(2, GENES), Optional.empty());
    BatchBuilder used = tokenizer.builder(List.of());
    used.build(Draw.training(1, 0), List.of(cell(0, 30), cell(3, 20), cell(9, 9)), Map.of());
    CellBuffer left = new CellBuffer();
    left.set(cell(20, 25));
    assertThat(used.begin(Draw.training(1, 1))).isSameAs(used);
    used.add(left);
    for (Draw draw : List.of(Draw.training(1, 2), Draw.embedding(1))) {
      List<Cell> cells = List.of(cell(11, 6), cell(12, 26));
      TokenBatch again = used.build(draw, cells, Map.of());
      TokenBatch anew = tokenizer.builder(List.of()).build(draw, cells, Map.of());
      assertThat(again).usingRecursiveComparison().isEqualTo(anew);
      assertThat(again.cells()).isEqualTo(2);
      int[] genes = IntStream.range(0, again.lengths()[0]).map(i -> again.genes()[i]).toArray();
      assertThat(genes).contains(11);
    }
  }
}
