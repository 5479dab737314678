package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void anEmptyCellHasOnlyBinZero() {
    assertThat(QuantileBins.bins(new float[4], 5)).containsOnly(0);
    assertThat(QuantileBins.bins(new float[0], 5)).isEmpty();
    assertThat(QuantileBins.bins(new float[] {0, 3}, 5)).containsExactly(0, 5);
  }
}
