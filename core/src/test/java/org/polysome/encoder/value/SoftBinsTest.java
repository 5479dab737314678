package org.polysome.encoder.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.polysome.config.Config;

class SoftBinsTest extends ValueEncoderContract {

  private static final int HIDDEN = 16;
  private static final int BINS = 5;

  @Override
  ValueEncoderSpec spec() {
    return new SoftBins(BINS, HIDDEN, 0.1, Input.COUNTS, Zero.NUMBER);
  }

  @Test
  void defaultsAreThePapers() {
    assertThat(Config.defaults(SoftBins.class))
        .isEqualTo(new SoftBins(20, 512, 0.01, Input.COUNTS, Zero.NUMBER));
  }

  @Test
  void isItsFormulaWrittenOut() {
    double[] w1 = parameter("first.weight");
    double[] w2 = parameter("second.weight");
    float[] numbers = {0, 1, 2, 17, 300};
    double[] found = encode(numbers);
    for (int n = 0; n < numbers.length; n++) {
      double[] scores = new double[BINS];
      for (int k = 0; k < BINS; k++) {
        for (int j = 0; j < HIDDEN; j++) {
          double x = w1[j] * numbers[n];
          scores[k] += w2[k * HIDDEN + j] * (x > 0 ? x : 0.1 * x);
        }
      }
      checkMixture(scores, parameter("bins.weight"), found, n);
    }
  }

  /** Compares the mixture of the rows of a table by softmax scores with what was found. */
  static void checkMixture(double[] scores, double[] table, double[] found, int token) {
    double most = Arrays.stream(scores).max().orElseThrow();
    double[] weights = Arrays.stream(scores).map(score -> Math.exp(score - most)).toArray();
    double total = Arrays.stream(weights).sum();
    for (int i = 0; i < width(); i++) {
      double expected = 0;
      for (int k = 0; k < weights.length; k++) {
        expected += weights[k] / total * table[k * width() + i];
      }
      assertThat(found[token * width() + i])
          .as("token %d", token)
          .isCloseTo(expected, within(1e-4));
    }
  }

  @Test
  void sizesAreChecked() {
    assertThatThrownBy(() -> new SoftBins(1, 16, 0.1, Input.COUNTS, Zero.NUMBER))
        .hasMessageContaining("bins");
    assertThatThrownBy(() -> new SoftBins(4, 16, 2, Input.COUNTS, Zero.NUMBER))
        .hasMessageContaining("slope");
  }
}
