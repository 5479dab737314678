package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellQuantilesTest {

  private static ValueTable table(int bins, float[] counts) {
    ValueTable table = new ValueTable(new Normalisation.CellQuantiles(bins), Fitted.NOTHING);
    table.begin(counts, counts.length, 0);
    return table;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void isTheMiddleOfTheBinsThatScgptDrawsFrom(long seed) {
    Random random = new Random(seed);
    float[] counts = new float[40];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = (float) Math.floor(Math.exp(4 * random.nextGaussian()) * random.nextInt(2));
    }
    ValueTable table = table(10, counts);
    int[] least = new int[counts.length];
    int[] most = new int[counts.length];
    java.util.Arrays.fill(least, Integer.MAX_VALUE);
    for (long draw = 0; draw < 200; draw++) {
      int[] bins = QuantileBins.spreadBins(counts, 10, draw);
      for (int i = 0; i < bins.length; i++) {
        least[i] = Math.min(least[i], bins[i]);
        most[i] = Math.max(most[i], bins[i]);
      }
    }
    for (int i = 0; i < counts.length; i++) {
      assertThat(table.value(i, counts[i]))
          .as("seed %d, count %s", seed, counts[i])
          .isBetween((float) least[i], (float) most[i]);
    }
  }

  @Test
  void equalCountsShareABinAndZeroStaysZero() {
    ValueTable table = table(5, new float[] {0, 1, 1, 1, 1, 7, 7, 900});
    assertThat(table.value(0, 0)).isZero();
    assertThat(table.value(1, 1)).isEqualTo(table.value(4, 1));
    assertThat(table.value(5, 7)).isGreaterThan(table.value(1, 1));
    assertThat(table.value(7, 900)).isEqualTo(5);
  }

  @Test
  void oneBinIsRefused() {
    assertThatThrownBy(() -> new Normalisation.CellQuantiles(1)).hasMessageContaining("bins: 1");
  }
}
