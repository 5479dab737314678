package org.polysome.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("locale")
class ScaleTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1, false", "-3, 17, false", "0.001, 0.0013, false", "0, 6000, false", "5, 5, false",
    "0, 0, false", "1e-9, 3e-9, false", "0.1, 0.2, true", "1e-6, 1e3, true", "2, 900, true",
    "7, 7, true"
  })
  void ticksAreAFewInOrderWithinTheEnds(double low, double high, boolean logarithmic) {
    Scale scale = Scale.over(low, high, logarithmic, 0, 100);
    List<Double> ticks = scale.ticks();
    assertThat(ticks).hasSizeBetween(2, 12).isSorted().doesNotHaveDuplicates();
    assertThat(ticks)
        .allSatisfy(tick -> assertThat(scale.place(tick)).isBetween(-1e-6, 100 + 1e-6));
    assertThat(scale.place(low)).isBetween(0.0, 100.0);
    assertThat(scale.place(high)).isBetween(0.0, 100.0);
  }

  @Test
  void ticksAreRound() {
    assertThat(new Scale(0, 1, false, 0, 1).ticks()).containsExactly(0.0, 0.2, 0.4, 0.6, 0.8, 1.0);
    assertThat(new Scale(0.01, 1000, true, 0, 1).ticks())
        .containsExactly(0.01, 0.1, 1.0, 10.0, 100.0, 1000.0);
  }

  @Test
  void equalRatiosAreEqualLengthsOnALogarithmicScale() {
    Scale scale = new Scale(1, 1000, true, 0, 300);
    assertThat(scale.place(10)).isEqualTo(100, Offset.offset(1e-9));
    assertThat(scale.place(100)).isEqualTo(200, Offset.offset(1e-9));
  }
}
