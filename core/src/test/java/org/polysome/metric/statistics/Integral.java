package org.polysome.metric.statistics;

import java.util.function.DoubleUnaryOperator;

/** Slow integrals to compare distributions with. */
final class Integral {

  private static final int INTERVALS = 200_000;

  private Integral() {}

  /** Simpson's rule over equal steps. */
  static double simpson(DoubleUnaryOperator function, double from, double until) {
    double step = (until - from) / INTERVALS;
    double sum = function.applyAsDouble(from) + function.applyAsDouble(until);
    for (int i = 1; i < INTERVALS; i++) {
      sum += (i % 2 == 0 ? 2 : 4) * function.applyAsDouble(from + i * step);
    }
    return sum * step / 3;
  }
}
