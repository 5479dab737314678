package org.polysome.encoder.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The MLP with all that scGPT adds: clamp, layer norm, hidden values as a number. */
class ScgptMlpTest extends ValueEncoderContract {

  @Override
  ValueEncoderSpec spec() {
    return read(
        Mlp.class,
        "{hidden: 8, clamp: 12, layer-norm: true, dropout: 0.2, others: {type: number, mask: -1}}");
  }

  @Test
  void isItsFormulaWrittenOut() {
    double[] w1 = parameter("first.weight");
    double[] b1 = parameter("first.bias");
    double[] w2 = parameter("second.weight");
    double[] b2 = parameter("second.bias");
    float[] numbers = {0, 0.7f, 3, 12, 40};
    double[] found = encode(numbers);
    for (int n = 0; n < numbers.length; n++) {
      double[] expected = new double[width()];
      for (int i = 0; i < width(); i++) {
        expected[i] = b2[i];
        for (int j = 0; j < b1.length; j++) {
          double hidden = Math.max(0, w1[j] * Math.min(12, numbers[n]) + b1[j]);
          expected[i] += w2[i * b1.length + j] * hidden;
        }
      }
      double mean = Arrays.stream(expected).average().orElseThrow();
      double variance =
          Arrays.stream(expected).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
      for (int i = 0; i < width(); i++) {
        assertThat(found[n * width() + i])
            .isCloseTo((expected[i] - mean) / Math.sqrt(variance + 1e-5), within(1e-4));
      }
    }
  }

  @Test
  void numbersAboveTheClampAreTakenForIt() {
    double[] found = encode(12, 13, 700);
    assertThat(Arrays.copyOfRange(found, 2 * width(), 3 * width()))
        .containsExactly(Arrays.copyOf(found, width()));
  }
}
