package org.polysome.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {

  @ParameterizedTest
  @CsvSource({
    "1, 12.7062047362",
    "2, 4.3026527297",
    "5, 2.5705818356",
    "10, 2.2281388520",
    "30, 2.0422724563",
    "100, 1.9839715185"
  })
  void agreesWithTables(double degrees, double t) {
    assertThat(new StudentT(degrees).twoTailed(t)).isEqualTo(0.05, Offset.offset(1e-11));
    assertThat(new StudentT(degrees).twoTailed(-t)).isEqualTo(0.05, Offset.offset(1e-11));
  }

  @ParameterizedTest
  @CsvSource({"1e-8", "0.3", "1", "1.4143", "7", "1e4", "1e9"})
  void closedFormsOfFewDegrees(double t) {
    double one = 2 / Math.PI * Math.atan(1 / t);
    assertThat(new StudentT(1).twoTailed(t)).isEqualTo(one, Offset.offset(2e-13 * one));
    double root = Math.sqrt(2 + t * t);
    double two = 2 / (root * (root + t));
    assertThat(new StudentT(2).twoTailed(t)).isEqualTo(two, Offset.offset(2e-13 * two));
  }

  @ParameterizedTest
  @CsvSource({"3.7, 0.4", "17.776, 1.8608", "58, 6", "9e5, 3", "9e5, 20", "1e6, 3", "1e6, 20"})
  void agreesWithIntegration(double degrees, double t) {
    double log = Gamma.logarithmOfRatio(degrees / 2, 0.5) + 0.5 * Math.log(degrees * Math.PI);
    // The substitution x = 1 / s brings the far end near.
    DoubleUnaryOperator density =
        s ->
            s == 0
                ? 0
                : 2
                    * Math.exp(-log - (degrees + 1) / 2 * Math.log1p(1 / (s * s * degrees)))
                    / (s * s);
    double expected = Integral.simpson(density, 0, 1 / t);
    assertThat(new StudentT(degrees).twoTailed(t))
        .isEqualTo(expected, Offset.offset(1e-8 * expected));
  }

  @Test
  void manyDegreesAreNormal() {
    assertThat(new StudentT(1e12).twoTailed(2.5))
        .isEqualTo(Normal.twoTailed(2.5), Offset.offset(1e-10));
    assertThat(new StudentT(4).twoTailed(0)).isEqualTo(1);
    assertThat(new StudentT(4).twoTailed(1e200)).isZero();
    assertThatThrownBy(() -> new StudentT(-1)).hasMessageContaining("-1.0 degrees");
  }
}
