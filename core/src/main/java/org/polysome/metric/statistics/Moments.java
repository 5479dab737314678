package org.polysome.metric.statistics;

/**
 * What a sample says about the mean and the spread of what it is from.
 *
 * @param size number of values
 * @param mean their mean; 0 of no values
 * @param squares the sum of their squared distances from it
 */
public record Moments(long size, double mean, double squares) {

  /** Of some values, read twice so that no digits are lost. */
  public static Moments of(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = values.length == 0 ? 0 : sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Moments(values.length, mean, squares);
  }

  /**
   * The sample variance (n - 1).
   *
   * @throws IllegalStateException of fewer than two values
   */
  public double variance() {
    if (size < 2) {
      throw new IllegalStateException("no variance of " + size + " values");
    }
    return squares / (size - 1);
  }

  /**
   * The square root of the sample variance.
   *
   * @throws IllegalStateException of fewer than two values
   */
  public double deviation() {
    return Math.sqrt(variance());
  }
}
