package org.polysome.metric.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final Schedule.Steps STEPS = new Schedule.Steps(1, 12);

  /** The values of the golden case {@code probes}. */
  @Test
  void warmupCosineIsThatOfLightningBolts() {
    Schedule.Rates rates = new Schedule.WarmupCosine(4, 3e-5).start(0.01, STEPS);
    assertThat(IntStream.range(0, 12).mapToDouble(rates::at).toArray())
        .containsExactly(
            new double[] {
              3e-05,
              0.003353333333333333,
              0.006676666666666666,
              0.01,
              0.01,
              0.009619397662556433,
              0.008535533905932736,
              0.006913417161825449,
              0.005,
              0.003086582838174551,
              0.0014644660940672624,
              0.00038060233744356627
            },
            Offset.offset(1e-15));
  }

  @Test
  void warmupLongerThanTheTrainingNeverFalls() {
    Schedule.Rates rates = new Schedule.WarmupCosine(20, 0).start(1, STEPS);
    assertThat(rates.at(11)).isEqualTo(11.0 / 19, Offset.offset(1e-15));
  }

  @Test
  void aPlateauLowersTheRateAfterItsPatience() {
    Schedule.Rates rates = new Schedule.Plateau(0.5, 1).start(1, STEPS);
    double[] losses = {3, 2, 1.9999, 2, 1.5, 1.6, 1.6, 1.6, 1.6};
    double[] expected = {1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.125};
    for (int epoch = 0; epoch < losses.length; epoch++) {
      rates.observe(losses[epoch]);
      assertThat(rates.at(epoch)).as("after epoch %d", epoch).isEqualTo(expected[epoch]);
    }
  }

  @Test
  void aConstantRateStays() {
    assertThat(new Schedule.Constant().start(0.3, STEPS).at(11)).isEqualTo(0.3);
  }
}
