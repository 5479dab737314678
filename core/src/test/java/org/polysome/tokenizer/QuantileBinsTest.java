package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantileBinsTest {

  @Test
  void spreadsTiesOverTheirBinsAndKeepsTheOrder() {
    float[] values = {0, 1, 1, 1, 1, 1, 1, 2, 3, 9};
    int[] bins = QuantileBins.spreadBins(values, 10, 7);
    assertThat(bins).containsExactly(QuantileBins.spreadBins(values, 10, 7));
    assertThat(bins[0]).isZero();
    assertThat(Arrays.stream(bins, 1, 7)).allMatch(bin -> bin >= 1 && bin < bins[7]);
    assertThat(
            IntStream.range(0, 50).map(s -> QuantileBins.spreadBins(values, 10, s)[1]).distinct())
        .as("six of nine values are 1, so they spread over most of the bins")
        .hasSizeGreaterThan(4);
  }

  /** Halfway below and above the middle of two numbers, at the ends, and of a single number. */
  @Test
  void edgesAreInterpolatedBetweenTheSortedNumbers() {
    float[] numbers = {1, 2, 4, 8, 16};
    double[] edges = QuantileBins.edges(numbers, 11);
    for (int k = 0; k <= 10; k++) {
      double position = 4 * k / 10.0;
      int below = Math.min(3, (int) position);
      double expected =
          numbers[below] + (position - below) * (double) (numbers[below + 1] - numbers[below]);
      assertThat(edges[k]).as("level %d of 10", k).isCloseTo(expected, within(1e-6));
    }
    assertThat(QuantileBins.edges(new float[] {3}, 3)).containsExactly(3, 3, 3);
    assertThat(QuantileBins.bins(new float[] {0, 16, 1, 2, 4, 8}, 4))
        .containsExactly(0, 4, 1, 2, 3, 4);
  }

  @Test
  void anEmptyCellHasOnlyBinZero() {
    assertThat(QuantileBins.bins(new float[4], 5)).containsOnly(0);
    assertThat(QuantileBins.bins(new float[0], 5)).isEmpty();
    assertThat(QuantileBins.bins(new float[] {0, 3}, 5)).containsExactly(0, 5);
  }
}
