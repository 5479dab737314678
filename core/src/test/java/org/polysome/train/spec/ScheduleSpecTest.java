package org.polysome.train.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleSpecTest {

  static Stream<ScheduleSpec> schedules() {
    return Stream.of(
        new ScheduleSpec.Constant(10),
        new ScheduleSpec.Linear(10, 0.1),
        new ScheduleSpec.Cosine(10, 0.1));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void climbsToThePeakOverTheWarmUpAndNeverAboveIt(ScheduleSpec schedule) {
    assertThat(schedule.factor(0, 100)).isEqualTo(0.1);
    assertThat(schedule.factor(9, 100)).isEqualTo(1);
    assertThat(schedule.factor(10, 100)).isEqualTo(1);
    for (int step = 10; step < 150; step++) {
      assertThat(schedule.factor(step + 1, 100)).isLessThanOrEqualTo(schedule.factor(step, 100));
    }
  }

  @Test
  void constantStays() {
    assertThat(new ScheduleSpec.Constant(0).factor(99, 100)).isEqualTo(1);
  }

  @Test
  void linearIsHalfWayInTheMiddleAndAtTheFloorAfterTheEnd() {
    ScheduleSpec linear = new ScheduleSpec.Linear(10, 0.2);
    assertThat(linear.factor(55, 100)).isCloseTo(0.6, within(1e-12));
    assertThat(linear.factor(100, 100)).isCloseTo(0.2, within(1e-12));
    assertThat(linear.factor(1000, 100)).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void cosineFollowsHalfAWave() {
    ScheduleSpec cosine = new ScheduleSpec.Cosine(0, 0);
    assertThat(cosine.factor(25, 100)).isCloseTo((1 + Math.sqrt(0.5)) / 2, within(1e-12));
    assertThat(cosine.factor(50, 100)).isCloseTo(0.5, within(1e-12));
    assertThat(cosine.factor(100, 100)).isCloseTo(0, within(1e-12));
  }

  @Test
  void warmUpLongerThanTheRunNeverReachesThePeak() {
    assertThat(new ScheduleSpec.Cosine(1000, 0).factor(99, 100)).isEqualTo(0.1);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new ScheduleSpec.Constant(-1))
        .hasMessageContaining("warm-up-steps: -1");
    assertThatThrownBy(() -> new ScheduleSpec.Linear(0, 1.5))
        .hasMessageContaining("final-factor: 1.5");
    assertThatThrownBy(() -> new ScheduleSpec.Cosine(0, Double.NaN))
        .hasMessageContaining("final-factor: NaN");
  }
}
