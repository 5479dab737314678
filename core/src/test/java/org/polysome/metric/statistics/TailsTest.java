package org.polysome.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.LogGamma;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 0.31731050786291415",
    "1.959963984540054, 0.05",
    "3, 0.0026997960632601866",
    "6, 1.9731752900753962e-9",
    "10, 1.523970604832094e-23",
    "37, 1.1451142445048e-299"
  })
  void normalAgreesWithTables(double z, double expected) {
    assertThat(Tails.normal(z)).isEqualTo(expected, near(1e-12, expected));
    assertThat(Tails.normal(-z)).isEqualTo(Tails.normal(z));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 12.7062047362",
    "2, 4.3026527297",
    "5, 2.5705818356",
    "10, 2.2281388520",
    "30, 2.0422724563",
    "100, 1.9839715185"
  })
  void studentAgreesWithTables(double degrees, double t) {
    assertThat(Tails.studentT(degrees, t)).isEqualTo(0.05, Offset.offset(1e-11));
    assertThat(Tails.studentT(degrees, -t)).isEqualTo(0.05, Offset.offset(1e-11));
  }

  @ParameterizedTest
  @CsvSource({"1e-8", "0.3", "1", "1.4143", "7", "1e4", "1e9"})
  void studentHasClosedFormsOfFewDegrees(double t) {
    double one = 2 / Math.PI * Math.atan(1 / t);
    assertThat(Tails.studentT(1, t)).isEqualTo(one, near(2e-13, one));
    double root = Math.sqrt(2 + t * t);
    double two = 2 / (root * (root + t));
    assertThat(Tails.studentT(2, t)).isEqualTo(two, near(2e-13, two));
  }

  @ParameterizedTest
  @CsvSource({"3.7, 0.4", "17.776, 1.8608", "58, 6", "9e5, 3", "9e5, 20", "1e6, 3", "1e6, 20"})
  void studentAgreesWithIntegration(double degrees, double t) {
    double half = degrees / 2;
    // Of large arguments the difference of the logarithms would lose digits: Stirling's series.
    double ratio =
        degrees < 1000
            ? LogGamma.value(half) - LogGamma.value(half + 0.5)
            : -0.5 * Math.log(half) + 1 / (8 * half);
    double log = ratio + 0.5 * Math.log(degrees * Math.PI);
    // The substitution x = 1 / s brings the far end near.
    DoubleUnaryOperator density =
        s ->
            s == 0
                ? 0
                : 2
                    * Math.exp(-log - (degrees + 1) / 2 * Math.log1p(1 / (s * s * degrees)))
                    / (s * s);
    double expected = Integral.simpson(density, 0, 1 / t);
    assertThat(Tails.studentT(degrees, t)).isEqualTo(expected, near(1e-8, expected));
  }

  /** By continued fractions in sixty digits, where the normal distribution is nearly reached. */
  @ParameterizedTest
  @CsvSource({
    "8306668.409538267, 0.08230854532333304, 0.9344013612776137",
    "5840965.115517909, 0.0439471151761953, 0.9649465605786491",
    "1e12, 2.5, 0.012419330651552"
  })
  void studentOfManyDegrees(double degrees, double t, double expected) {
    assertThat(Tails.studentT(degrees, t)).isEqualTo(expected, near(1e-10, expected));
  }

  @Test
  void studentEnds() {
    assertThat(Tails.studentT(4, 0)).isEqualTo(1);
    assertThat(Tails.studentT(4, 1e200)).isZero();
    assertThat(Tails.studentT(4, Double.POSITIVE_INFINITY)).isZero();
    for (double wrong : new double[] {0, -1, Double.POSITIVE_INFINITY, Double.NaN}) {
      assertThatThrownBy(() -> Tails.studentT(wrong, 0)).hasMessageContaining(wrong + " degrees");
    }
  }

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
  void chiSquareAgreesWithTables(double degrees, double x, double expected) {
    assertThat(Tails.chiSquare(degrees, x)).isEqualTo(expected, Offset.offset(1e-13));
  }

  /** Of even degrees the tail is a sum of Poisson probabilities. */
  @ParameterizedTest
  @CsvSource({"1, 0.01", "1, 700", "2, 3", "3, 2.5", "7, 7.9", "7, 8.1", "20, 45", "60, 40"})
  void chiSquareOfEvenDegrees(int half, double x) {
    double term = Math.exp(-x);
    double sum = 0;
    for (int k = 0; k < half; k++) {
      sum += term;
      term *= x / (k + 1);
    }
    assertThat(Tails.chiSquare(2 * half, 2 * x)).isEqualTo(sum, near(1e-12, sum));
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
  void chiSquareAgreesWithIntegration(double half, double x) {
    double log = LogGamma.value(half);
    double width = 12 * Math.sqrt(half) + 60;
    // The substitution t = s^2 takes away the pole at zero.
    DoubleUnaryOperator density =
        s ->
            s == 0 && half <= 0.5
                ? 2 * Math.exp(-log)
                : 2 * Math.exp((2 * half - 1) * Math.log(s) - s * s - log);
    double above = Integral.simpson(density, Math.sqrt(x), Math.sqrt(x + width));
    assertThat(Tails.chiSquare(2 * half, 2 * x)).isEqualTo(above, near(1e-9, above));
  }

  @Test
  void chiSquareEnds() {
    assertThat(Tails.chiSquare(4, 0)).isEqualTo(1);
    assertThat(Tails.chiSquare(4, 2e5)).isZero();
    assertThat(Tails.chiSquare(4, Double.POSITIVE_INFINITY)).isZero();
    assertThat(Tails.chiSquare(2, 1200)).isEqualTo(Math.exp(-600), Offset.offset(1e-273));
    assertThat(Tails.chiSquare(4, 200)).isEqualTo(101 * Math.exp(-100), Offset.offset(1e-54));
    for (double wrong : new double[] {0, -1}) {
      assertThatThrownBy(() -> Tails.chiSquare(wrong, 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Offset<Double> near(double relative, double value) {
    return Offset.offset(relative * value);
  }
}
