package org.polysome.metric.perturbation.relation;

import java.util.Arrays;

/**
 * Counts values of a null between given values of which the ranks are wanted, and on them: exact,
 * in memory that grows with the values asked for and not with the null. A table over [-1, 1] says
 * where among the asked ones to start looking.
 */
final class RankCounter {

  private static final int CELLS = 1 << 18;

  private final double[] asked;
  private final int[] starts = new int[CELLS + 2];
  private final long[] counts;

  /**
   * A counter that has seen nothing.
   *
   * @param asked ascending, each once, in [-1, 1]
   */
  RankCounter(double[] asked) {
    this.asked = asked;
    counts = new long[2 * asked.length + 1];
    int filled = 0;
    for (int cell = 0; cell < starts.length; cell++) {
      while (filled < asked.length && cell(asked[filled]) < cell) {
        filled++;
      }
      starts[cell] = filled;
    }
  }

  /** The values of which ranks are wanted, ascending, each once. */
  static double[] distinct(double[] values) {
    return Arrays.stream(values).sorted().distinct().toArray();
  }

  private static int cell(double value) {
    return (int) ((value + 1) * (CELLS / 2.0));
  }

  /** Counts the values of a range of an array. */
  void count(double[] values, int from, int until) {
    for (int i = from; i < until; i++) {
      double value = values[i];
      int at = starts[cell(value)];
      while (at < asked.length && asked[at] < value) {
        at++;
      }
      counts[2 * at + (at < asked.length && asked[at] == value ? 1 : 0)]++;
    }
  }

  /** The ranks of some of the asked values, in their order. */
  static Ranks ranks(RankCounter[] counters, double[] values) {
    double[] asked = counters[0].asked;
    long[] sums = new long[2 * asked.length + 1];
    long before = 0;
    for (int slot = 0; slot < sums.length; slot++) {
      for (RankCounter counter : counters) {
        before += counter.counts[slot];
      }
      sums[slot] = before;
    }
    long[] below = new long[values.length];
    long[] atMost = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      int place = Arrays.binarySearch(asked, values[i]);
      below[i] = sums[2 * place];
      atMost[i] = sums[2 * place + 1];
    }
    return new Ranks(before, below, atMost);
  }
}
