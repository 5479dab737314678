package org.polysome.random;

/**
 * Logarithm and exponential for samplers: within 4e-15 of the true value (relative, or absolute
 * where the logarithm is small), several times faster than {@link StrictMath}, and unlike {@link
 * Math} the same to the last bit on every machine, because only IEEE additions, multiplications and
 * divisions are used.
 */
public final class Elementary {

  private static final double LN2_HIGH = 0x1.62e42feep-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  private static final double INVERSE_LN2 = 1.4426950408889634;
  private static final long HALF_SQRT2 = Double.doubleToRawLongBits(0.7071067811865476);
  private static final long EXPONENT_BITS = 0xFFFL << 52;
  private static final int BIAS = 1023;
  private static final double SMALLEST_EXPONENT = -708;
  private static final double LARGEST_EXPONENT = 709;

  private Elementary() {}

  /** Natural logarithm of a positive, finite, normal number. */
  public static double log(double x) {
    long bits = Double.doubleToRawLongBits(x);
    // x = 2^exponent * m with m in [0.707, 1.414), found without a branch that would be
    // mispredicted.
    long above = bits - HALF_SQRT2;
    int exponent = (int) (above >> 52);
    double m = Double.longBitsToDouble(bits - (above & EXPONENT_BITS));
    // log m = 2 artanh s, and |s| stays below 0.172. Terms are paired to shorten the chain.
    double s = (m - 1) / (m + 1);
    double z = s * s;
    double z2 = z * z;
    double z4 = z2 * z2;
    double first = 1.0 / 3 + z * (1.0 / 5) + z2 * (1.0 / 7 + z * (1.0 / 9));
    double second = 1.0 / 11 + z * (1.0 / 13) + z2 * (1.0 / 15 + z * (1.0 / 17));
    double series = 2 * s + 2 * s * z * (first + z4 * (second + z4 * (1.0 / 19)));
    return exponent * LN2_HIGH + (series + exponent * LN2_LOW);
  }

  /** e to the power of x; 0 below -708, infinite above 709. */
  public static double exp(double x) {
    if (x < SMALLEST_EXPONENT) {
      return 0;
    }
    if (x > LARGEST_EXPONENT) {
      return Double.POSITIVE_INFINITY;
    }
    long k = (long) (x * INVERSE_LN2 + (x < 0 ? -0.5 : 0.5));
    double r = x - k * LN2_HIGH - k * LN2_LOW;
    double r2 = r * r;
    double r4 = r2 * r2;
    double first = 0.5 + r * (1.0 / 6) + r2 * (1.0 / 24 + r * (1.0 / 120));
    double second = 1.0 / 720 + r * (1.0 / 5040) + r2 * (1.0 / 40320 + r * (1.0 / 362880));
    double third = 1.0 / 3628800 + r * (1.0 / 39916800) + r2 * (1.0 / 479001600);
    double series = 1 + (r + r2 * (first + r4 * (second + r4 * third)));
    return series * Double.longBitsToDouble((k + BIAS) << 52);
  }
}
