package org.polysome.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How two lists of numbers go together. */
public final class Correlation {

  /** A sum of squares below this share of the sum of squared values is rounding error. */
  private static final double CONSTANT = 1e-28;

  private Correlation() {}

  /**
   * Pearson's correlation; {@link Status#CONSTANT} where one list does not vary, {@link
   * Status#TOO_FEW_CELLS} for fewer than two numbers.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public static Measurement pearson(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(x.length + " and " + y.length + " numbers");
    }
    if (x.length < 2) {
      return Measurement.none(Status.TOO_FEW_CELLS);
    }
    double[] left = centred(x);
    double[] right = centred(y);
    double lengths = Math.sqrt(product(left, left)) * Math.sqrt(product(right, right));
    return lengths == 0
        ? Measurement.none(Status.CONSTANT)
        : Measurement.of(Math.clamp(product(left, right) / lengths, -1, 1));
  }

  /** Spearman's correlation: Pearson's of the ranks, equal numbers sharing their mean rank. */
  public static Measurement spearman(double[] x, double[] y) {
    return pearson(ranks(x), ranks(y));
  }

  /** The ranks from 1; equal numbers share their mean rank. */
  public static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(place -> values[place] + 0.0))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int until = from + 1;
      while (until < order.length && values[order[until]] == values[order[from]]) {
        until++;
      }
      for (int i = from; i < until; i++) {
        ranks[order[i]] = (from + 1 + until) / 2.0;
      }
      from = until;
    }
    return ranks;
  }

  /** Less the mean; exactly zero where only rounding would be left. */
  private static double[] centred(double[] values) {
    double mean = Arrays.stream(values).sum() / values.length;
    double[] centred = Arrays.stream(values).map(value -> value - mean).toArray();
    boolean constant = product(centred, centred) <= CONSTANT * product(values, values);
    return constant ? new double[values.length] : centred;
  }

  private static double product(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
