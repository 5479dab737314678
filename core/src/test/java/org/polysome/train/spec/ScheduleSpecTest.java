package org.polysome.train.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleSpecTest {

  private static final Horizon RUN = new Horizon(100, 10);

  static Stream<ScheduleSpec> schedules() {
    return Stream.of(
        new ScheduleSpec.Constant(10),
        new ScheduleSpec.Linear(10, 0.1),
        new ScheduleSpec.Cosine(10, 0.1));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void climbsToThePeakOverTheWarmUpAndNeverAboveIt(ScheduleSpec schedule) {
    assertThat(schedule.factor(0, RUN)).isEqualTo(0.1);
    assertThat(schedule.factor(9, RUN)).isEqualTo(1);
    assertThat(schedule.factor(10, RUN)).isEqualTo(1);
    for (int step = 10; step < 150; step++) {
      assertThat(schedule.factor(step + 1, RUN)).isLessThanOrEqualTo(schedule.factor(step, RUN));
    }
  }

  @Test
  void constantStays() {
    assertThat(new ScheduleSpec.Constant(0).factor(99, RUN)).isEqualTo(1);
  }

  @Test
  void linearIsHalfWayInTheMiddleAndAtTheFloorAfterTheEnd() {
    ScheduleSpec linear = new ScheduleSpec.Linear(10, 0.2);
    assertThat(linear.factor(55, RUN)).isCloseTo(0.6, within(1e-12));
    assertThat(linear.factor(100, RUN)).isCloseTo(0.2, within(1e-12));
    assertThat(linear.factor(1000, RUN)).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void cosineFollowsHalfAWave() {
    ScheduleSpec cosine = new ScheduleSpec.Cosine(0, 0);
    assertThat(cosine.factor(25, RUN)).isCloseTo((1 + Math.sqrt(0.5)) / 2, within(1e-12));
    assertThat(cosine.factor(50, RUN)).isCloseTo(0.5, within(1e-12));
    assertThat(cosine.factor(100, RUN)).isCloseTo(0, within(1e-12));
  }

  @Test
  void warmUpLongerThanTheRunNeverReachesThePeak() {
    assertThat(new ScheduleSpec.Cosine(1000, 0).factor(99, RUN)).isEqualTo(0.1);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new ScheduleSpec.Constant(-1))
        .hasMessageContainingAll("warm-up-steps", "-1");
    assertThatThrownBy(() -> new ScheduleSpec.Linear(0, 1.5))
        .hasMessageContainingAll("final-factor", "1.5");
    assertThatThrownBy(() -> new ScheduleSpec.Cosine(0, Double.NaN))
        .hasMessageContainingAll("final-factor", "NaN");
  }

  @Test
  void oneCycleClimbsAndFallsAsPyTorchDoes() {
    ScheduleSpec cycle = new ScheduleSpec.OneCycle(0.1, 0.04, 4e-6);
    assertThat(cycle.factor(0, RUN)).isCloseTo(0.04, within(1e-12));
    // torch.optim.lr_scheduler.OneCycleLR(max_lr=1, total_steps=100, pct_start=0.1): steps 1, 9,
    // 54, 99
    assertThat(cycle.factor(1, RUN)).isCloseTo(0.06894754202, within(1e-9));
    assertThat(cycle.factor(9, RUN)).isEqualTo(1);
    assertThat(cycle.factor(54, RUN)).isCloseTo(0.500002, within(1e-9));
    assertThat(cycle.factor(99, RUN)).isCloseTo(4e-6, within(1e-12));
  }

  @Test
  void stepDecayFallsAfterEveryEpoch() {
    ScheduleSpec steps = new ScheduleSpec.StepDecay(0, 0.9, 1);
    assertThat(steps.factor(9, RUN)).isEqualTo(1);
    assertThat(steps.factor(10, RUN)).isCloseTo(0.9, within(1e-12));
    assertThat(steps.factor(39, RUN)).isCloseTo(0.729, within(1e-12));
  }

  @Test
  void restartedWavesGrowLongerAndLower() {
    ScheduleSpec waves = new ScheduleSpec.CosineRestarts(15, 2, 5, 0.9, 0.01);
    Horizon epochs = new Horizon(100, 1);
    assertThat(waves.factor(0, epochs)).isCloseTo(0.01, within(1e-12));
    assertThat(waves.factor(5, epochs)).isCloseTo(1, within(1e-12));
    assertThat(waves.factor(10, epochs)).isCloseTo(0.505, within(1e-12));
    // The second wave has 25 epochs, 20 of them falling.
    assertThat(waves.factor(15, epochs)).isCloseTo(0.01, within(1e-12));
    assertThat(waves.factor(20, epochs)).isCloseTo(0.9, within(1e-12));
    assertThat(waves.factor(30, epochs)).isCloseTo(0.455, within(1e-12));
    assertThat(waves.factor(40, epochs)).isCloseTo(0.01, within(1e-12));
  }

  /** A straight climb over five epochs from the foot to the peak, of a lower second wave too. */
  @Test
  void restartedWavesClimbInAStraightLine() {
    ScheduleSpec waves = new ScheduleSpec.CosineRestarts(15, 2, 5, 0.9, 0.01);
    Horizon epochs = new Horizon(100, 1);
    for (int epoch = 0; epoch < 5; epoch++) {
      assertThat(waves.factor(epoch, epochs)).isCloseTo(0.01 + 0.99 * epoch / 5, within(1e-12));
      assertThat(waves.factor(15 + epoch, epochs))
          .isCloseTo(0.01 + 0.89 * epoch / 5, within(1e-12));
    }
    assertThat(new ScheduleSpec.CosineRestarts(3, 1, 0, 1, 0).factor(3, epochs)).isEqualTo(1);
  }

  @Test
  void stepDecayStaysForAStretchOfEpochs() {
    ScheduleSpec steps = new ScheduleSpec.StepDecay(4, 0.5, 3);
    assertThat(steps.factor(1, RUN)).isEqualTo(0.5);
    assertThat(steps.factor(29, RUN)).isEqualTo(1);
    assertThat(steps.factor(30, RUN)).isEqualTo(0.5);
    assertThat(steps.factor(59, RUN)).isEqualTo(0.5);
    assertThat(steps.factor(60, RUN)).isEqualTo(0.25);
  }

  @Test
  void onlyWhatIsCarriedIsCarried() {
    assertThat(InitFitted.CARRIED.carries()).isTrue();
    for (InitFitted fitted : InitFitted.values()) {
      assertThat(fitted.carries()).isEqualTo(fitted == InitFitted.CARRIED);
    }
  }
}
