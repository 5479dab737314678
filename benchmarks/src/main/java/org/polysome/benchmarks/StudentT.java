package org.polysome.benchmarks;

/**
 * Student's t distribution of whole degrees of freedom, for which the incomplete beta function is a
 * finite sum (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4).
 *
 * @param degrees degrees of freedom, at least 1
 */
record StudentT(int degrees) {

  StudentT {
    if (degrees < 1) {
      throw new IllegalArgumentException("degrees of freedom are at least 1, not " + degrees);
    }
  }

  /** The probability of at most {@code t}. */
  double cumulative(double t) {
    return 0.5 + central(Math.atan(t / Math.sqrt(degrees))) / 2;
  }

  /**
   * The value that is not exceeded with a given probability.
   *
   * @param probability between 0 and 1, both excluded
   */
  double quantile(double probability) {
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException("a probability between 0 and 1, not " + probability);
    }
    double low = -Math.PI / 2;
    double high = Math.PI / 2;
    for (double middle = 0; middle > low && middle < high; middle = (low + high) / 2) {
      if (0.5 + central(middle) / 2 < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.sqrt(degrees) * Math.tan((low + high) / 2);
  }

  /** The probability of -t to t, negative for negative t, where t is sqrt(degrees) tan(angle). */
  private double central(double angle) {
    double square = Math.cos(angle) * Math.cos(angle);
    boolean odd = degrees % 2 == 1;
    double term = odd ? Math.cos(angle) : 1;
    double sum = 0;
    for (int i = odd ? 3 : 2; i <= degrees; i += 2) {
      sum += term;
      term *= square * (i - 1) / i;
    }
    return odd ? 2 / Math.PI * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
  }
}
