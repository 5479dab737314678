package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.polysome.tokenizer.TransformedCells.cell;
import static org.polysome.tokenizer.TransformedCells.tokenizer;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.polysome.fault.DataException;

class DepthTest {

  @Test
  void theWholeCellKeepsItsDepth() {
    String yaml = "{length: 20, depth: {type: read-depth-aware, threshold: 0, probability: 1}}";
    Cell cell = cell(3, 100);
    double total = 0;
    for (float count : cell.counts()) {
      total += count;
    }
    List<Target> targets = List.of(new Target.MaskedValues(0.5), new Target.WholeCell());
    TokenBatch batch = tokenizer(yaml).tokenize(List.of(cell), Draw.training(1, 0), targets);
    assertThat(batch.kinds()[1]).isEqualTo(TokenKind.DEPTH_SOURCE.code());
    assertThat(batch.kinds()[2]).isEqualTo(TokenKind.DEPTH_TARGET.code());
    assertThat((double) batch.counts()[2]).isEqualTo(total);
    assertThat((double) batch.counts()[1]).isLessThan(total);
    assertThat(batch.whole().orElseThrow().counts()).containsExactly(cell.counts());
    assertThat(batch.masked().orElseThrow().positions()).doesNotContain(0, 1, 2);
    for (int i = 0; i < batch.masked().orElseThrow().genes().length; i++) {
      int at = Arrays.binarySearch(cell.genes(), batch.masked().orElseThrow().genes()[i]);
      assertThat(batch.masked().orElseThrow().counts()[i]).isEqualTo(cell.counts()[at]);
    }
  }

  @Test
  void thinningNeedsWholeCounts() {
    Cell cell = new Cell(new int[] {1}, new float[] {2.5f}, 0);
    String yaml = "{depth: {type: read-depth-aware, threshold: 0, probability: 1}}";
    assertThatThrownBy(
            () -> tokenizer(yaml).tokenize(List.of(cell), Draw.training(1, 0), List.of()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("2.5");
  }

  @Test
  void renoisingTakesWhatItShould() {
    Cell cell = new Cell(new int[] {4}, new float[] {1000}, 0);
    Tokenizer tokenizer =
        tokenizer("{cls: false, totals: sequence, depth: {type: poisson-renoise, renoise: 0.6}}");
    double sum = 0;
    int kept = 0;
    int undone = 0;
    for (int epoch = 0; epoch < 4000; epoch++) {
      TokenBatch batch = tokenizer.tokenize(List.of(cell), Draw.training(4, epoch), List.of());
      boolean whole = batch.counts()[2] == 1000;
      undone += whole ? 1 : 0;
      kept += whole ? 0 : 1;
      sum += whole ? 0 : batch.counts()[2];
    }
    assertThat(sum / kept).as("x - Poisson(0.33 x)").isCloseTo(670, within(2.0));
    assertThat(undone / 4000.0).as("nothing left, so undone").isCloseTo(0.33, within(0.035));
  }
}
