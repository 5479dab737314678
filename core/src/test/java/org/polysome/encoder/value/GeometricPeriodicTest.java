package org.polysome.encoder.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The code's form: fixed frequencies, sigmoids, one linear map without bias. */
class GeometricPeriodicTest extends ValueEncoderContract {

  @Override
  ValueEncoderSpec spec() {
    return read(
        Periodic.class,
        """
        count: 2
        frequencies: {type: geometric, scale: 0.05}
        sigmoids: {centres: [0.5, 2], orientations: [1, -2]}
        shift: 0.5
        projection: {type: linear, bias: false}
        zero: number
        """);
  }

  @Test
  void isItsFormulaWrittenOut() {
    double[] weight = parameter("projection.weight");
    float[] numbers = {0, 0.7f, 4};
    double[] found = encode(numbers);
    for (int n = 0; n < numbers.length; n++) {
      double z = numbers[n] - 0.5;
      double[] features = {
        Math.sin(2 * Math.PI * 0.05 * z),
        Math.sin(2 * Math.PI * 0.1 * z),
        Math.cos(2 * Math.PI * 0.05 * z),
        Math.cos(2 * Math.PI * 0.1 * z),
        1 / (1 + Math.exp(0.5 - z)),
        1 / (1 + Math.exp(2 + 2 * z))
      };
      for (int i = 0; i < width(); i++) {
        double expected = 0;
        for (int k = 0; k < features.length; k++) {
          expected += weight[i * features.length + k] * features[k];
        }
        assertThat(found[n * width() + i]).isCloseTo(expected, within(1e-5));
      }
    }
  }
}
