package org.polysome.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against printed tables of the distribution. */
class StudentTTest {

  @ParameterizedTest
  @CsvSource({
    "1, 6.313751515, 12.706204736",
    "2, 2.919985580, 4.302652730",
    "3, 2.353363435, 3.182446305",
    "4, 2.131846786, 2.776445105",
    "9, 1.833112933, 2.262157163",
    "30, 1.697260887, 2.042272456"
  })
  void itsQuantilesAreThoseOfTheTables(int degrees, double oneSided, double twoSided) {
    StudentT t = new StudentT(degrees);
    assertThat(t.quantile(0.95)).isCloseTo(oneSided, within(1e-8));
    assertThat(t.quantile(0.975)).isCloseTo(twoSided, within(1e-8));
    assertThat(t.quantile(0.05)).isCloseTo(-oneSided, within(1e-8));
    assertThat(t.cumulative(twoSided)).isCloseTo(0.975, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "7", "50"})
  void theProbabilityIsTheIntegralOfTheDensity(int degrees) {
    StudentT t = new StudentT(degrees);
    assertThat(t.cumulative(1.3) - t.cumulative(-0.4))
        .isCloseTo(integral(degrees, -0.4, 1.3), within(1e-7));
  }

  @Test
  void impossibleArgumentsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new StudentT(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new StudentT(3).quantile(1));
  }

  /** By the midpoint rule, scaled by the area under the same curve over a wide range. */
  private static double integral(int degrees, double low, double high) {
    // With t = tan(u) the whole line is a finite range.
    return sum(degrees, Math.atan(low), Math.atan(high)) / sum(degrees, -Math.PI / 2, Math.PI / 2);
  }

  private static double sum(int degrees, double from, double to) {
    int steps = 20_000;
    double width = (to - from) / steps;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double t = Math.tan(from + (i + 0.5) * width);
      sum += Math.pow(1 + t * t / degrees, -(degrees + 1) / 2.0) * (1 + t * t) * width;
    }
    return sum;
  }
}
