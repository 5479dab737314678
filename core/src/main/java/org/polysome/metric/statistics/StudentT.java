package org.polysome.metric.statistics;

/**
 * Student's t distribution.
 *
 * @param degrees of freedom, positive and not necessarily whole
 */
public record StudentT(double degrees) {

  /**
   * From here on the beta function loses digits, and Wallace's (1959) normal approximation has ten.
   */
  private static final double MANY = 1e6;

  /** Checks the degrees. */
  public StudentT {
    if (!(degrees > 0) || degrees == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(degrees + " degrees of freedom");
    }
  }

  /** The probability of a value at least as far from 0 as t, exact far out too. */
  public double twoTailed(double t) {
    double square = t * t;
    if (degrees >= MANY) {
      double normal = Math.sqrt(degrees * Math.log1p(square / degrees));
      return Normal.twoTailed(normal * (8 * degrees + 1) / (8 * degrees + 3));
    }
    double all = degrees + square;
    return Beta.regularised(degrees / all, square / all, degrees / 2, 0.5);
  }
}
