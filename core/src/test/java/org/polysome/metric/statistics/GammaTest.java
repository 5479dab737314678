package org.polysome.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GammaTest {

  @Test
  void logarithmOfFactorials() {
    double factorial = 1;
    for (int n = 1; n <= 170; n++) {
      assertThat(Gamma.logarithm(n)).isEqualTo(Math.log(factorial), Offset.offset(1e-13 * n));
      factorial *= n;
    }
  }

  @Test
  void logarithmOfHalves() {
    double value = Math.sqrt(Math.PI);
    for (double x = 0.5; x < 150; x++) {
      double expected = Math.log(value);
      assertThat(Gamma.logarithm(x)).isEqualTo(expected, Offset.offset(1e-13 * (1 + x)));
      value *= x;
    }
    assertThat(Gamma.logarithm(1e-8)).isEqualTo(Math.log(1e8) - 0.5772156649e-8, near(1e-15, 18));
  }

  @ParameterizedTest
  @CsvSource({"0.3, 2", "5, 0.5", "12, 0.5", "9.9, 0.2", "40, 7.5", "10, 100"})
  void logarithmOfARatio(double x, double more) {
    assertThat(Gamma.logarithmOfRatio(x, more))
        .isEqualTo(Gamma.logarithm(x) - Gamma.logarithm(x + more), Offset.offset(1e-12));
  }

  /** For a whole shape the tail is a sum of Poisson probabilities. */
  @ParameterizedTest
  @CsvSource({"1, 0.01", "1, 700", "2, 3", "3, 2.5", "7, 7.9", "7, 8.1", "20, 45", "60, 40"})
  void tailsOfWholeShapes(int a, double x) {
    double term = Math.exp(-x);
    double sum = 0;
    for (int k = 0; k < a; k++) {
      sum += term;
      term *= x / (k + 1);
    }
    assertThat(Gamma.upper(a, x)).isEqualTo(sum, near(1e-12, sum));
    assertThat(Gamma.lower(a, x)).isEqualTo(1 - sum, Offset.offset(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.2",
    "0.5, 1.6",
    "1.5, 2",
    "3.7, 1",
    "3.7, 12",
    "12.25, 9",
    "150.5, 151",
    "4000, 4100"
  })
  void tailsAgreeWithIntegration(double a, double x) {
    double log = Gamma.logarithm(a);
    double width = 12 * Math.sqrt(a) + 60;
    // The substitution t = s^2 takes away the pole at zero.
    DoubleUnaryOperator density =
        s ->
            s == 0 && a <= 0.5
                ? 2 * Math.exp(-log)
                : 2 * Math.exp((2 * a - 1) * Math.log(s) - s * s - log);
    double above = Integral.simpson(density, Math.sqrt(x), Math.sqrt(x + width));
    double from = Math.sqrt(Math.max(0, x - width));
    assertThat(Gamma.upper(a, x)).isEqualTo(above, near(1e-9, above));
    double below = Integral.simpson(density, from, Math.sqrt(x));
    assertThat(Gamma.lower(a, x)).isEqualTo(below, near(1e-9, below));
  }

  @Test
  void ends() {
    assertThat(Gamma.upper(2, 0)).isEqualTo(1);
    assertThat(Gamma.lower(2, 0)).isZero();
    assertThat(Gamma.upper(2, 1e5)).isZero();
    assertThat(Gamma.upper(2, Double.POSITIVE_INFINITY)).isZero();
    assertThat(Gamma.upper(0.5, 1e6)).isZero();
    assertThatThrownBy(() -> Gamma.upper(0, 1)).hasMessageContaining("0.0");
    assertThatThrownBy(() -> Gamma.lower(1, -1)).hasMessageContaining("-1.0");
    assertThatThrownBy(() -> Gamma.upper(1, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Gamma.logarithm(-0.5)).hasMessageContaining("-0.5");
  }

  private static Offset<Double> near(double relative, double value) {
    return Offset.offset(relative * Math.abs(value));
  }

  @Test
  void isNotAskedOutsideOfItsRange() {
    for (double shape : new double[] {0, -1, Double.POSITIVE_INFINITY, Double.NaN}) {
      assertThatThrownBy(() -> Gamma.lower(shape, 0)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Gamma.upper(shape, 0)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Gamma.logarithm(shape)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Gamma.lower(1, -0.1)).isInstanceOf(IllegalArgumentException.class);
  }
}
