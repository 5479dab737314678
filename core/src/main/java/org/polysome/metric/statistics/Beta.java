package org.polysome.metric.statistics;

/** The incomplete beta function, by the continued fraction 26.5.8 of Abramowitz and Stegun. */
public final class Beta {

  private static final double PRECISION = 1e-15;
  private static final double TINY = 1e-300;

  private Beta() {}

  /**
   * The share of the beta distribution of shapes a and b below x: I(x; a, b).
   *
   * @throws IllegalArgumentException if a shape is not positive or x is outside [0, 1]
   */
  public static double regularised(double x, double a, double b) {
    return regularised(x, 1 - x, a, b);
  }

  /** As above with {@code rest} for 1 - x, which keeps its digits where x is nearly 1. */
  static double regularised(double x, double rest, double a, double b) {
    boolean shapes = a > 0 && b > 0 && a + b < Double.POSITIVE_INFINITY;
    if (!shapes || !(x >= 0 && x <= 1)) {
      throw new IllegalArgumentException("no beta function at " + x + " of " + a + " and " + b);
    }
    if (x == 0 || rest == 0) {
      return x;
    }
    double density = Math.exp(a * log(x, rest) + b * log(rest, x) - logarithm(a, b));
    // The fraction converges fast on this side only.
    return x < (a + 1) / (a + b + 2)
        ? density / a * fraction(x, a, b)
        : 1 - density / b * fraction(rest, b, a);
  }

  private static double log(double x, double rest) {
    return x < 0.5 ? Math.log(x) : Math.log1p(-rest);
  }

  /** The logarithm of the beta function. */
  private static double logarithm(double a, double b) {
    double small = Math.min(a, b);
    return Gamma.logarithm(small) + Gamma.logarithmOfRatio(Math.max(a, b), small);
  }

  /** Lentz's method, two steps of the fraction a turn. */
  private static double fraction(double x, double a, double b) {
    double c = 1;
    double d = 1 / nonZero(1 - (a + b) * x / (a + 1));
    double value = d;
    double change = 0;
    for (int m = 1; Math.abs(change - 1) > PRECISION; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / nonZero(1 + even * d);
      c = nonZero(1 + even / c);
      value *= c * d;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / nonZero(1 + odd * d);
      c = nonZero(1 + odd / c);
      change = c * d;
      value *= change;
    }
    return value;
  }

  private static double nonZero(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }
}
