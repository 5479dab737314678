package org.polysome.metric.statistics;

/**
 * The gamma function and its incomplete forms, for positive arguments. The incomplete forms are
 * summed as in Abramowitz and Stegun, 6.5.29 and 6.5.31; their common factor comes from Stirling's
 * series (6.1.41), which loses no digits where the argument is large.
 */
public final class Gamma {

  /** From here on eight terms of Stirling's series are exact to the last bit. */
  private static final double LARGE = 10;

  /** Factors of Stirling's series in powers of 1 / x squared: B(2k) / (2k (2k - 1)). */
  private static final double[] STIRLING = {
    1.0 / 12,
    -1.0 / 360,
    1.0 / 1260,
    -1.0 / 1680,
    1.0 / 1188,
    -691.0 / 360360,
    1.0 / 156,
    -3617.0 / 122400
  };

  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;
  private static final double PRECISION = 1e-15;
  private static final double TINY = 1e-300;

  private Gamma() {}

  /**
   * The natural logarithm of the gamma function.
   *
   * @throws IllegalArgumentException if x is not positive and finite
   */
  public static double logarithm(double x) {
    require(x > 0 && x < Double.POSITIVE_INFINITY, x);
    double shifted = x;
    double product = 1;
    while (shifted < LARGE) {
      product *= shifted;
      shifted++;
    }
    double large =
        (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI + remainder(shifted);
    return large - Math.log(product);
  }

  /** The logarithm of gamma(x) less Stirling's approximation, for x from {@link #LARGE} on. */
  private static double remainder(double x) {
    double inverse = 1 / (x * x);
    double sum = 0;
    for (int k = STIRLING.length - 1; k >= 0; k--) {
      sum = sum * inverse + STIRLING[k];
    }
    return sum / x;
  }

  /** The logarithm of gamma(x) / gamma(x + more), without the digits that a difference loses. */
  static double logarithmOfRatio(double x, double more) {
    if (x < LARGE) {
      return logarithm(x) - logarithm(x + more);
    }
    return more
        - (x - 0.5) * Math.log1p(more / x)
        - more * Math.log(x + more)
        + remainder(x)
        - remainder(x + more);
  }

  /**
   * The share of the gamma distribution of shape {@code a} below x: P(a, x).
   *
   * @throws IllegalArgumentException if a is not positive or x is negative
   */
  public static double lower(double a, double x) {
    check(a, x);
    if (x == 0) {
      return 0;
    }
    return x < a + 1 ? series(a, x) : 1 - fraction(a, x);
  }

  /**
   * The share of the gamma distribution of shape {@code a} above x: Q(a, x) = 1 - P(a, x), exact
   * far out too.
   *
   * @throws IllegalArgumentException if a is not positive or x is negative
   */
  public static double upper(double a, double x) {
    check(a, x);
    if (x == 0) {
      return 1;
    }
    return x < a + 1 ? 1 - series(a, x) : fraction(a, x);
  }

  private static void check(double a, double x) {
    require(a > 0 && a < Double.POSITIVE_INFINITY, a);
    require(x >= 0, x);
  }

  private static void require(boolean condition, double value) {
    if (!condition) {
      throw new IllegalArgumentException("the gamma function is not asked at " + value);
    }
  }

  private static double series(double a, double x) {
    double term = 1;
    double sum = 1;
    for (double n = a + 1; term > PRECISION * sum; n++) {
      term *= x / n;
      sum += term;
    }
    return density(a, x) * sum / a;
  }

  /** Lentz's method for the continued fraction. */
  private static double fraction(double a, double x) {
    double density = density(a, x);
    if (density == 0) {
      return 0;
    }
    double b = x + 1 - a;
    double c = 1 / TINY;
    double d = 1 / b;
    double value = d;
    double change = 0;
    for (int n = 1; Math.abs(change - 1) > PRECISION; n++) {
      double factor = -n * (n - a);
      b += 2;
      d = 1 / nonZero(factor * d + b);
      c = nonZero(b + factor / c);
      change = c * d;
      value *= change;
    }
    return density * value;
  }

  private static double nonZero(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }

  /** x^a e^-x / gamma(a). */
  private static double density(double a, double x) {
    if (x == Double.POSITIVE_INFINITY) {
      return 0;
    }
    if (a < LARGE) {
      return Math.exp(a * Math.log(x) - x - logarithm(a));
    }
    double beyond = (x - a) / a;
    double exponent = -a * (beyond - Math.log1p(beyond)) - remainder(a);
    return Math.sqrt(a / (2 * Math.PI)) * Math.exp(exponent);
  }
}
