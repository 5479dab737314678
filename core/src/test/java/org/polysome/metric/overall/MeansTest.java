package org.polysome.metric.overall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

class MeansTest {

  private static final Measurement NONE = Measurement.none(Status.SINGLE_LABEL);
  private static final Measurement HIGH = Measurement.of(0.9);
  private static final Measurement LOW = Measurement.of(0.3);

  @Test
  void averagesOfScGpt() {
    assertThat(Means.averageBio(HIGH, LOW, LOW).value().orElseThrow())
        .isEqualTo(0.5, Offset.offset(1e-15));
    assertThat(Means.averageBatch(HIGH, LOW).value().orElseThrow())
        .isEqualTo(0.6, Offset.offset(1e-15));
    assertThat(Means.averageBio(HIGH, NONE, LOW)).isEqualTo(NONE);
    assertThat(Means.averageBatch(NONE, LOW)).isEqualTo(NONE);
  }

  @Test
  void overThosePresent() {
    assertThat(Means.ofPresent(List.of(NONE, LOW))).isEqualTo(LOW);
    assertThat(Means.ofPresent(List.of(NONE))).isEqualTo(NONE);
    assertThat(Means.ofPresent(List.of()).status()).isEqualTo(Status.NOT_AVAILABLE);
  }
}
