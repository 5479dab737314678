package org.polysome.encoder.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Bins between edges that the user names. */
class GivenHardBinsTest extends ValueEncoderContract {

  @Override
  ValueEncoderSpec spec() {
    return read(
        HardBins.class,
        "{bins: 3, edges: {type: given, edges: [0.5, 1, 4, 8]}, layer-norm: false, input: counts}");
  }

  @Test
  void aValueOnAnEdgeFallsAboveIt() {
    double[] table = parameter("bins.weight");
    float[] numbers = {0, 0.2f, 0.5f, 0.99f, 1, 3.9f, 4, 8, 80};
    int[] bins = {0, 1, 1, 1, 2, 2, 3, 3, 3};
    double[] found = encode(numbers);
    for (int n = 0; n < numbers.length; n++) {
      assertThat(Arrays.copyOfRange(found, n * width(), (n + 1) * width()))
          .as("value %s", numbers[n])
          .containsExactly(Arrays.copyOfRange(table, bins[n] * width(), (bins[n] + 1) * width()));
    }
  }
}
