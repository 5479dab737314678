package org.polysome.encoder.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The paper's form: trained frequencies, two linear layers. */
class PeriodicTest extends ValueEncoderContract {

  private static final int COUNT = 3;
  private static final int HIDDEN = 6;

  @Override
  ValueEncoderSpec spec() {
    return read(Periodic.class, "{count: 3, projection: {type: mlp, hidden: 6}}");
  }

  @Test
  void isItsFormulaWrittenOut() {
    double[] basis = parameter("basis");
    double[] w1 = parameter("projection.first.weight");
    double[] b1 = parameter("projection.first.bias");
    double[] w2 = parameter("projection.second.weight");
    double[] b2 = parameter("projection.second.bias");
    float[] numbers = {0.1f, 1.5f, 7};
    double[] found = encode(numbers);
    for (int n = 0; n < numbers.length; n++) {
      for (int i = 0; i < width(); i++) {
        double expected = b2[i];
        for (int j = 0; j < HIDDEN; j++) {
          double hidden = b1[j];
          for (int k = 0; k < COUNT; k++) {
            hidden += w1[j * 2 * COUNT + k] * Math.sin(basis[k] * numbers[n]);
            hidden += w1[j * 2 * COUNT + COUNT + k] * Math.cos(basis[k] * numbers[n]);
          }
          expected += w2[i * HIDDEN + j] * Math.max(0, hidden);
        }
        assertThat(found[n * width() + i]).isCloseTo(expected, within(1e-4));
      }
    }
  }

  @Test
  void somethingMustBeThere() {
    assertThatThrownBy(() -> read(Periodic.class, "{count: 0}")).hasMessageContaining("count");
    assertThatThrownBy(() -> read(Periodic.class, "{projection: none}"))
        .hasMessageContaining("projection");
    assertThatThrownBy(() -> read(Periodic.class, "{sigmoids: {centres: [1], orientations: []}}"))
        .hasMessageContaining("orientations");
  }
}
