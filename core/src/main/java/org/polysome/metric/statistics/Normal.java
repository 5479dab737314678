package org.polysome.metric.statistics;

/** The standard normal distribution. */
public final class Normal {

  private Normal() {}

  /** The probability of a value of at least z, exact far out too. */
  public static double survival(double z) {
    double half = twoTailed(z) / 2;
    return z < 0 ? 1 - half : half;
  }

  /** The probability of a value at least as far from 0 as z. */
  public static double twoTailed(double z) {
    return Gamma.upper(0.5, z * z / 2);
  }
}
