package org.polysome.metric.statistics;

import java.util.Arrays;

/**
 * The place of each value among all, counted from 1; equal values share the mean of their places.
 * Sorted here rather than by Apache Commons Statistics, which says nothing of the ties and takes up
 * to twice as long.
 *
 * @param values one for each value that was ranked
 * @param ties how many values share each place that several share
 */
public record Ranks(double[] values, long[] ties) {

  /**
   * Ranks values.
   *
   * @throws IllegalArgumentException if a value is not a number
   */
  public static Ranks of(double[] values) {
    int[] order = Order.ascending(values);
    double[] ranks = new double[values.length];
    long[] ties = new long[values.length / 2];
    int tied = 0;
    int from = 0;
    while (from < order.length) {
      int until = from + 1;
      while (until < order.length && values[order[until]] == values[order[from]]) {
        until++;
      }
      for (int i = from; i < until; i++) {
        ranks[order[i]] = (from + 1 + until) / 2.0;
      }
      if (until - from > 1) {
        ties[tied++] = until - from;
      }
      from = until;
    }
    return new Ranks(ranks, Arrays.copyOf(ties, tied));
  }

  /** The number of pairs of values that are equal. */
  double tiedPairs() {
    double sum = 0;
    for (long size : ties) {
      sum += size * (size - 1.0) / 2;
    }
    return sum;
  }

  /** The sum of t^3 - t over the sizes t of the ties, by which they lower the variance of ranks. */
  double tieCubes() {
    double sum = 0;
    for (double size : ties) {
      sum += size * size * size - size;
    }
    return sum;
  }
}
