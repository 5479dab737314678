package org.polysome.encoder.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AutoBinsTest extends ValueEncoderContract {

  @Override
  ValueEncoderSpec spec() {
    return read(AutoBins.class, "{bins: 5, residual: 0.5}");
  }

  @Test
  void isItsFormulaWrittenOut() {
    double[] w1 = parameter("first.weight");
    double[] b1 = parameter("first.bias");
    double[] w2 = parameter("second.weight");
    double[] b2 = parameter("second.bias");
    float[] numbers = {0, 0.3f, 2.5f, 9};
    double[] found = encode(numbers);
    for (int n = 0; n < numbers.length; n++) {
      double[] hidden = new double[5];
      for (int j = 0; j < 5; j++) {
        double x = w1[j] * numbers[n] + b1[j];
        hidden[j] = x > 0 ? x : 0.1 * x;
      }
      double[] scores = new double[5];
      for (int k = 0; k < 5; k++) {
        scores[k] = b2[k] + 0.5 * hidden[k];
        for (int j = 0; j < 5; j++) {
          scores[k] += w2[k * 5 + j] * hidden[j];
        }
      }
      SoftBinsTest.checkMixture(scores, parameter("bins.weight"), found, n);
    }
  }

  @Test
  void defaultsAreThePublishedOnes() {
    assertThat(read(AutoBins.class, "{}"))
        .isEqualTo(new AutoBins(100, 0.1, 1, Input.NORMALISED, Zero.NUMBER));
    assertThatThrownBy(() -> read(AutoBins.class, "{bins: 1}")).hasMessageContaining("bins");
  }
}
