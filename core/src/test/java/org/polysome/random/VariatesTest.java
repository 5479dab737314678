package org.polysome.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Means and variances of 200,000 draws lie within five standard errors of what they should be. */
class VariatesTest {

  private static final int DRAWS = 200_000;

  @Test
  void uniformExponentialAndGaussian() {
    hasMoments(Variates::uniform, 0.5, 1.0 / 12);
    hasMoments(Variates::exponential, 1, 1);
    hasMoments(Variates::gaussian, 0, 1);
    hasMoments(v -> v.index(7), 3, 4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.4, 1, 3.5, 80})
  void gamma(double shape) {
    hasMoments(v -> v.gamma(shape), shape, shape);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.7, 5, 11.9, 12.1, 40, 1e4})
  void poisson(double mean) {
    hasMoments(v -> v.poisson(mean), mean, mean);
  }

  @Test
  void logFactorials() {
    double exact = 0;
    for (int k = 1; k < 400; k++) {
      exact += StrictMath.log(k);
      assertThat(Variates.logFactorial(k)).isCloseTo(exact, within(1e-9));
    }
    assertThat(Variates.logFactorial(0)).isCloseTo(0, within(1e-9));
  }

  private static void hasMoments(ToDoubleFunction<Variates> draw, double mean, double variance) {
    Variates variates = new Variates(Seeds.of(42));
    double sum = 0;
    double squares = 0;
    double fourth = 0;
    for (int i = 0; i < DRAWS; i++) {
      double distance = draw.applyAsDouble(variates) - mean;
      sum += distance;
      squares += distance * distance;
      fourth += Math.pow(distance, 4);
    }
    double spread = fourth / DRAWS - variance * variance;
    assertThat(sum / DRAWS).isCloseTo(0, within(5 * Math.sqrt(variance / DRAWS)));
    assertThat(squares / DRAWS).isCloseTo(variance, within(5 * Math.sqrt(spread / DRAWS) + 1e-12));
  }
}
