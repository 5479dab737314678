package org.polysome.metric.statistics;

import java.util.Arrays;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * How far two lists of numbers rise together, from -1 to 1. None has a value for fewer than two
 * pairs ({@link Status#TOO_FEW_CELLS}) or where a list is constant ({@link Status#CONSTANT}).
 */
public final class Correlation {

  private Correlation() {}

  /**
   * Pearson's correlation, of values.
   *
   * @throws IllegalArgumentException if the lengths differ or a value is not finite
   */
  public static Measurement pearson(double[] first, double[] second) {
    Status status = check(first, second);
    if (status != Status.OK) {
      return Measurement.none(status);
    }
    double[] one = standardised(first);
    double[] other = standardised(second);
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return Measurement.of(Math.clamp(sum, -1, 1));
  }

  /** Moved to mean 0 and length 1. */
  private static double[] standardised(double[] values) {
    // Divided first, so that squares of very small or large values do not leave the range.
    double size = Arrays.stream(values).map(Math::abs).max().orElseThrow();
    double[] scaled = Arrays.stream(values).map(value -> value / size).toArray();
    Moments moments = Moments.of(scaled);
    double length = Math.sqrt(moments.squares());
    return Arrays.stream(scaled).map(value -> (value - moments.mean()) / length).toArray();
  }

  /**
   * Spearman's correlation, of mean ranks.
   *
   * @throws IllegalArgumentException if the lengths differ or a value is not finite
   */
  public static Measurement spearman(double[] first, double[] second) {
    Status status = check(first, second);
    return status == Status.OK
        ? pearson(Ranks.of(first).values(), Ranks.of(second).values())
        : Measurement.none(status);
  }

  /**
   * Kendall's correlation, of the order of pairs, with his correction b for ties; in n log n steps.
   *
   * @throws IllegalArgumentException if the lengths differ or a value is not finite
   */
  public static Measurement kendall(double[] first, double[] second) {
    Status status = check(first, second);
    if (status != Status.OK) {
      return Measurement.none(status);
    }
    Ranks one = Ranks.of(first);
    Ranks other = Ranks.of(second);
    double pairs = first.length * (first.length - 1.0) / 2;
    double most = Math.sqrt(pairs - one.tiedPairs()) * Math.sqrt(pairs - other.tiedPairs());
    double agreeing = new PairOrder(one.values(), other.values()).agreeing();
    return Measurement.of(Math.clamp(agreeing / most, -1, 1));
  }

  private static Status check(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(first.length + " values with " + second.length);
    }
    requireFinite(first);
    requireFinite(second);
    if (first.length < 2) {
      return Status.TOO_FEW_CELLS;
    }
    return constant(first) || constant(second) ? Status.CONSTANT : Status.OK;
  }

  private static void requireFinite(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("no correlation with the value " + value);
      }
    }
  }

  private static boolean constant(double[] values) {
    return Arrays.stream(values).allMatch(value -> value == values[0]);
  }

  /** Pairs of places by their ranks in two lists; twice a rank is a whole number. */
  private record PairOrder(double[] first, double[] second) {

    /** How many pairs both lists order the same way, less those that they order otherwise. */
    double agreeing() {
      int[] order = Order.ascending(first);
      long[] tree = new long[2 * first.length + 1];
      long sum = 0;
      int from = 0;
      for (int place = 0; place < order.length; place++) {
        while (first[order[from]] < first[order[place]]) {
          add(tree, twice(order[from++]));
        }
        int rank = twice(order[place]);
        sum += counted(tree, rank - 1) - (from - counted(tree, rank));
      }
      return sum;
    }

    private int twice(int place) {
      return (int) Math.rint(2 * second[place]);
    }

    /** Fenwick's tree of counts. */
    private static void add(long[] tree, int rank) {
      for (int i = rank; i < tree.length; i += i & -i) {
        tree[i]++;
      }
    }

    private static long counted(long[] tree, int upTo) {
      long sum = 0;
      for (int i = upTo; i > 0; i -= i & -i) {
        sum += tree[i];
      }
      return sum;
    }
  }
}
