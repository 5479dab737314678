package org.polysome.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChiSquareTest {

  /** The quantiles every table has, and the value of kBET on the golden cells. */
  @ParameterizedTest
  @CsvSource({
    "1, 3.841458820694124, 0.05",
    "1, 6.6348966010212145, 0.01",
    "2, 5.991464547107979, 0.05",
    "2, 2.4381270903010033, 0.29550676613667215",
    "3, 7.814727903251179, 0.05",
    "10, 18.307038053275146, 0.05"
  })
  void agreesWithTables(double degrees, double x, double expected) {
    assertThat(new ChiSquare(degrees).survival(x)).isEqualTo(expected, Offset.offset(1e-13));
  }

  @Test
  void keepsItsDigitsFarOut() {
    assertThat(new ChiSquare(2).survival(1200)).isEqualTo(Math.exp(-600), Offset.offset(1e-273));
    assertThat(new ChiSquare(4).survival(200))
        .isEqualTo(101 * Math.exp(-100), Offset.offset(1e-54));
  }

  @Test
  void refusesNoFreedom() {
    assertThatThrownBy(() -> new ChiSquare(0)).hasMessageContaining("0.0 degrees");
  }
}
