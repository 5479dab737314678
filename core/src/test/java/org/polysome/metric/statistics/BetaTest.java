package org.polysome.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaTest {

  /** For whole shapes it is a tail of a binomial distribution. */
  @ParameterizedTest
  @CsvSource({"0.3, 2, 5", "0.9, 2, 5", "0.5, 7, 7", "0.01, 4, 1", "0.62, 20, 12", "1e-9, 3, 9"})
  void wholeShapes(double x, int a, int b) {
    int trials = a + b - 1;
    double sum = 0;
    double ways = 1;
    for (int k = 0; k <= trials; k++) {
      sum += k < a ? 0 : ways * Math.pow(x, k) * Math.pow(1 - x, trials - k);
      ways *= (trials - k) / (k + 1.0);
    }
    assertThat(Beta.regularised(x, a, b)).isEqualTo(sum, Offset.offset(1e-12 * sum));
    assertThat(Beta.regularised(1 - x, b, a)).isEqualTo(1 - sum, Offset.offset(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "0.4, 1.5, 2.5",
    "0.7, 3.2, 1.1",
    "0.05, 10.5, 40",
    "0.5, 300, 290",
    "0.999, 2000, 1"
  })
  void agreesWithIntegration(double x, double a, double b) {
    double logBeta = Gamma.logarithm(a) + Gamma.logarithm(b) - Gamma.logarithm(a + b);
    DoubleUnaryOperator density =
        t -> t == 0 ? 0 : Math.exp((a - 1) * Math.log(t) + (b - 1) * Math.log1p(-t) - logBeta);
    double expected = Integral.simpson(density, 0, x);
    assertThat(Beta.regularised(x, a, b)).isEqualTo(expected, Offset.offset(1e-8 * expected));
  }

  @Test
  void ends() {
    assertThat(Beta.regularised(0, 2, 3)).isZero();
    assertThat(Beta.regularised(1, 2, 3)).isEqualTo(1);
    assertThat(Beta.regularised(0.25, 1, 1)).isEqualTo(0.25, Offset.offset(1e-15));
    assertThatThrownBy(() -> Beta.regularised(1.1, 2, 3)).hasMessageContaining("1.1");
    assertThatThrownBy(() -> Beta.regularised(0.5, 0, 3)).hasMessageContaining("0.0");
  }

  @Test
  void shapesArePositiveAndFinite() {
    for (double wrong : new double[] {0, -1, Double.POSITIVE_INFINITY, Double.NaN}) {
      assertThatThrownBy(() -> Beta.regularised(0, wrong, 1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Beta.regularised(0, 1, wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
