package org.polysome.metric.statistics;

/**
 * The chi-square distribution.
 *
 * @param degrees of freedom, positive
 */
public record ChiSquare(double degrees) {

  /** Checks the degrees. */
  public ChiSquare {
    if (!(degrees > 0) || degrees == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(degrees + " degrees of freedom");
    }
  }

  /**
   * The probability of a value of at least x.
   *
   * @throws IllegalArgumentException if x is negative
   */
  public double survival(double x) {
    return Gamma.upper(degrees / 2, x / 2);
  }
}
