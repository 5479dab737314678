package org.polysome.metric.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AdamTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-14);

  @Test
  void theFirstStepIsTheRateInTheDirectionOfTheGradient() {
    double[] place = {1, -1, 0.5};
    new Adam(0, false).start(3).step(place, new double[] {10, -1e-3, 0}, 0.1);
    assertThat(place[0]).isEqualTo(0.9, Offset.offset(1e-9));
    assertThat(place[1]).isEqualTo(-0.9, Offset.offset(1e-5));
    assertThat(place[2]).isEqualTo(0.5);
  }

  /** The update of the paper, written out with unscaled moments for two steps. */
  @Test
  void followsThePaper() {
    for (boolean decoupled : new boolean[] {false, true}) {
      double[] place = {2};
      Adam.Moments moments = new Adam(0.1, decoupled).start(1);
      double expected = 2;
      double mean = 0;
      double square = 0;
      for (int step = 1; step <= 3; step++) {
        double slope = 0.3 * step - 0.4;
        moments.step(place, new double[] {slope}, 0.05);
        double pulled = decoupled ? slope : slope + 0.1 * expected;
        mean = 0.9 * mean + 0.1 * pulled;
        square = 0.999 * square + 0.001 * pulled * pulled;
        double corrected = mean / (1 - Math.pow(0.9, step));
        double size = Math.sqrt(square / (1 - Math.pow(0.999, step))) + 1e-8;
        expected = expected * (decoupled ? 1 - 0.05 * 0.1 : 1) - 0.05 * corrected / size;
        assertThat(place[0]).isEqualTo(expected, CLOSE);
      }
    }
  }
}
