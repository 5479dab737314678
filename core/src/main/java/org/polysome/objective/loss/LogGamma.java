package org.polysome.objective.loss;

import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** What Stirling's formula misses of the logarithm of the gamma function. */
final class LogGamma {

  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
  private static final double LARGE = 16;

  /** Bernoulli numbers B(2k) / (2k (2k - 1)), k from 1 up: 1/12, -1/360, 1/1260, ... */
  private static final double[] SERIES = {
    1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156
  };

  private LogGamma() {}

  /**
   * {@code log gamma(z) - ((z - 1/2) log z - z + 1/2 log(2 pi))} for positive z: by its series
   * where z is large, and by subtraction where nothing large cancels.
   */
  static Tensor correction(Tensor z) {
    Tensor large = z.greaterThan(LARGE);
    Tensor some = Tensors.full(LARGE, z.type(), z.device());
    Tensor big = Tensors.where(large, z, some);
    Tensor small = Tensors.where(large, some, z);
    return Tensors.where(large, series(big), difference(small));
  }

  private static Tensor series(Tensor z) {
    Tensor square = z.square();
    Tensor sum = Tensors.full(0, z.type(), z.device());
    for (int i = SERIES.length - 1; i >= 0; i--) {
      sum = sum.divide(square).add(SERIES[i]);
    }
    return sum.divide(z);
  }

  private static Tensor difference(Tensor z) {
    Tensor stirling = z.add(-0.5).multiply(z.log()).subtract(z).add(HALF_LOG_TWO_PI);
    return Functions.logGamma(z).subtract(stirling);
  }
}
