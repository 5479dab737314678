package org.polysome.objective.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** Values against products and sums of plain doubles, gradients against finite differences. */
class CountLikelihoodTest {

  private final Scope scope = new Scope();

  @AfterEach
  void free() {
    scope.close();
  }

  private static Tensor of(double number) {
    return Tensors.of(new double[] {number}, 1);
  }

  /** By the product (t + k) / (k + 1) over k below x, which needs no gamma function. */
  private static double negativeBinomial(int x, double m, double t) {
    double sum = -t * Math.log1p(m / t);
    for (int k = 0; k < x; k++) {
      sum += Math.log(t + k) - Math.log(k + 1.0) + Math.log(m) - Math.log(t + m);
    }
    return sum;
  }

  private static double zeroInflated(int x, double m, double t, double logit) {
    double p = 1 / (1 + Math.exp(-logit));
    double plain = Math.exp(negativeBinomial(x, m, t));
    return x == 0 ? Math.log(p + (1 - p) * plain) : Math.log1p(-p) + negativeBinomial(x, m, t);
  }

  private static double poisson(int x, double rate) {
    double sum = -rate;
    for (int k = 1; k <= x; k++) {
      sum += Math.log(rate / k);
    }
    return sum;
  }

  private static double slope(DoubleUnaryOperator function, double at) {
    double step = 1e-5 * at;
    return (function.applyAsDouble(at + step) - function.applyAsDouble(at - step)) / (2 * step);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.3, 2, 0.5",
    "0, 2000, 0.01, -3",
    "0, 1e-6, 1e6, 4",
    "1, 0.3, 2, 0.5",
    "7, 30, 0.1, -1",
    "250, 3, 40, 2",
    "3000, 2900, 5, -4",
    "12, 12, 1e7, 0"
  })
  void valuesAndGradients(int x, double m, double t, double logit) {
    Tensor mean = of(m).requiresGradient(true);
    Tensor size = of(t).requiresGradient(true);
    Tensor inflation = of(logit).requiresGradient(true);
    Tensor plain = CountLikelihood.negativeBinomial(of(x), mean, size);
    near(plain.item(), negativeBinomial(x, m, t), 1e-10);
    Tensor inflated = CountLikelihood.zeroInflated(of(x), plain, inflation);
    near(inflated.item(), zeroInflated(x, m, t, logit), 1e-10);
    inflated.backward();
    near(mean.gradient().orElseThrow().item(), slope(v -> zeroInflated(x, v, t, logit), m), 1e-5);
    near(
        inflation.gradient().orElseThrow().item(),
        (zeroInflated(x, m, t, logit + 1e-5) - zeroInflated(x, m, t, logit - 1e-5)) / 2e-5,
        1e-5);
    if (t < 1000) {
      near(size.gradient().orElseThrow().item(), slope(v -> zeroInflated(x, m, v, logit), t), 1e-5);
    }
    Tensor rate = of(m).requiresGradient(true);
    Tensor poisson = CountLikelihood.poisson(of(x), rate);
    near(poisson.item(), poisson(x, m), 1e-10);
    poisson.backward();
    near(rate.gradient().orElseThrow().item(), x / m - 1, 1e-10);
  }

  private static void near(double found, double expected, double tolerance) {
    assertThat(found).isCloseTo(expected, within(tolerance * Math.max(1, Math.abs(expected))));
  }

  @Test
  void singlePrecisionLosesNothingToCancellation() {
    double[] counts = {0, 1, 3, 60, 900, 20000};
    double[] means = {1e-4, 0.5, 40, 3000};
    double[] sizes = {0.02, 1, 50, 1e5};
    for (double x : counts) {
      for (double m : means) {
        for (double t : sizes) {
          double exact = CountLikelihood.negativeBinomial(of(x), of(m), of(t)).item();
          double found = CountLikelihood.negativeBinomial(single(x), single(m), single(t)).item();
          assertThat(found)
              .as("%s, mean %s, inverse dispersion %s", x, m, t)
              .isCloseTo(exact, within(2e-6 * Math.abs(exact) + 4e-6));
        }
      }
    }
  }

  private static Tensor single(double number) {
    return of(number).to(ElementType.FLOAT32);
  }
}
