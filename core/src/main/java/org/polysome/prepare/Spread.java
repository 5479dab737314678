package org.polysome.prepare;

import java.util.Arrays;

/**
 * The middle of some numbers and how far they lie around it.
 *
 * @param count how many
 * @param median the middle one; 0 where there is none
 * @param relative half the range between the 10th and the 90th percentile over the median
 */
record Spread(int count, double median, double relative) {

  static Spread of(double[] numbers) {
    if (numbers.length == 0) {
      return new Spread(0, 0, Double.POSITIVE_INFINITY);
    }
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    double range = sorted[(int) (0.9 * (n - 1))] - sorted[(int) (0.1 * (n - 1))];
    return new Spread(n, median, Math.abs(range / 2 / median));
  }

  /** Whether there are several numbers and nearly all of them are one number. */
  boolean isConstant() {
    return count > 2 && relative < 0.005;
  }
}
