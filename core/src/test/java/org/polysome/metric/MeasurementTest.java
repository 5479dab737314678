package org.polysome.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MeasurementTest {

  @Test
  void hasAFiniteValueOrSaysWhyNot() {
    assertThat(Measurement.of(0.5).map(x -> 2 * x).value()).hasValue(1);
    Measurement none = Measurement.none(Status.SINGLE_BATCH);
    assertThat(none.map(x -> 2 * x)).isEqualTo(none);
    assertThat(none.status().text()).isEqualTo("single-batch");
    assertThatThrownBy(() -> Measurement.of(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Measurement(OptionalDouble.of(1), Status.SINGLE_BATCH))
        .hasMessageContaining("single-batch");
  }
}
