package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.polysome.GoldenTensors;

class QuantileBinsTest {

  @Test
  void agreesWithTheGoldenCaseOfPaper001() {
    GoldenTensors golden = GoldenTensors.open("encodings-001");
    for (int cell = 0; cell < 3; cell++) {
      float[] values = floats(golden.row("out.norm.value", cell));
      assertThat(QuantileBins.bins(values, 5))
          .containsExactly(ints(golden.row("out.hard.quantile_bins", cell)));
    }
  }

  @Test
  void agreesWithScGptToTheLastTie() {
    for (String golden : new String[] {"scgpt-bins-51", "scgpt-bins-11"}) {
      GoldenTensors tensors = GoldenTensors.open(golden);
      int bins = tensors.size("out.rows32.edges", 1);
      for (int row = 0; row < tensors.size("in.rows32", 0); row++) {
        float[] values = floats(tensors.row("in.rows32", row));
        assertThat(spread(values, bins, tensors.row("in.u", row)))
            .as("%s row %d", golden, row)
            .containsExactly(ints(tensors.row("out.rows32.bin_given_u", row)));
      }
    }
  }

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

  private static int[] spread(float[] values, int count, double[] uniform) {
    float[] ascending = new float[0];
    int[] result = new int[values.length];
    for (float value : values) {
      if (value != 0) {
        ascending = Arrays.copyOf(ascending, ascending.length + 1);
        ascending[ascending.length - 1] = value;
      }
    }
    Arrays.sort(ascending);
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        result[i] =
            QuantileBins.spread(QuantileBins.edges(ascending, count), values[i], uniform[i]);
      }
    }
    return result;
  }

  private static float[] floats(double[] numbers) {
    float[] result = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      result[i] = (float) numbers[i];
    }
    return result;
  }

  private static int[] ints(double[] numbers) {
    return Arrays.stream(numbers).mapToInt(number -> (int) number).toArray();
  }
}
