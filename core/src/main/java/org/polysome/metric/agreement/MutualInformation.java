package org.polysome.metric.agreement;

import java.util.stream.IntStream;
import org.polysome.matrix.ArraySize;

/**
 * What one partition of cells says about another, in nats (natural logarithm), with the special
 * cases of scikit-learn 1.9.
 */
public final class MutualInformation {

  private static final double EPSILON = Math.ulp(1.0);

  private MutualInformation() {}

  /** The entropy of a partition into parts of these sizes; 0 without cells. */
  public static double entropy(long[] sizes) {
    double cells = 0;
    for (long size : sizes) {
      cells += size;
    }
    double entropy = 0;
    for (long size : sizes) {
      if (size > 0) {
        entropy -= size / cells * Math.log(size / cells);
      }
    }
    return entropy;
  }

  /** The mutual information of both partitions, at least 0. */
  public static double of(Contingency table) {
    double cells = table.cells();
    double sum = 0;
    for (int pair = 0; pair < table.counts().length; pair++) {
      double shared = table.counts()[pair];
      double expected =
          table.first()[table.rows()[pair]] * (table.second()[table.columns()[pair]] / cells);
      sum += shared / cells * Math.log(shared / expected);
    }
    return Math.max(0, sum);
  }

  /**
   * Mutual information over an average of the entropies (Strehl and Ghosh, 2002): 0 for independent
   * partitions, 1 for equal ones. Two partitions of one part each, or of no cells, are equal; one
   * part says nothing about several.
   */
  public static double normalised(Contingency table, Average average) {
    if (trivial(table)) {
      return 1;
    }
    double information = of(table);
    return information <= EPSILON
        ? 0
        : information / average.of(entropy(table.first()), entropy(table.second()));
  }

  /**
   * Normalised mutual information less what partitions of the same sizes share by chance (Vinh,
   * Epps and Bailey, 2010): 0 on average for random partitions, 1 for equal ones; it can be
   * negative.
   */
  public static double adjusted(Contingency table, Average average) {
    if (table.same()) {
      return 1;
    }
    double expected = expected(table);
    double most = average.of(entropy(table.first()), entropy(table.second()));
    double possible = most - expected;
    double bound = possible < 0 ? Math.min(possible, -EPSILON) : Math.max(possible, EPSILON);
    return (of(table) - expected) / bound;
  }

  private static boolean trivial(Contingency table) {
    return table.firstParts() == table.secondParts() && table.firstParts() <= 1;
  }

  /** The mean mutual information of random partitions of the same sizes. */
  private static double expected(Contingency table) {
    double[] logFactorials =
        new double[ArraySize.of("logarithms of factorials", table.cells() + 1)];
    for (int n = 1; n < logFactorials.length; n++) {
      logFactorials[n] = logFactorials[n - 1] + Math.log(n);
    }
    double[] rows =
        IntStream.range(0, table.first().length)
            .parallel()
            .mapToDouble(row -> expected(table.first()[row], table.second(), logFactorials))
            .toArray();
    double sum = 0;
    for (double row : rows) {
      sum += row;
    }
    return sum;
  }

  /** What a part of {@code size} cells adds, over all numbers of cells it may share. */
  private static double expected(long size, long[] others, double[] logFactorials) {
    int cells = logFactorials.length - 1;
    int a = (int) size;
    double sum = 0;
    for (long other : others) {
      int b = (int) other;
      double ways =
          logFactorials[a]
              + logFactorials[b]
              + logFactorials[cells - a]
              + logFactorials[cells - b]
              - logFactorials[cells];
      for (int shared = Math.max(1, a + b - cells); shared <= Math.min(a, b); shared++) {
        double chance =
            ways
                - logFactorials[shared]
                - logFactorials[a - shared]
                - logFactorials[b - shared]
                - logFactorials[cells - a - b + shared];
        double information = Math.log((double) shared * cells / ((double) a * b));
        sum += (double) shared / cells * information * Math.exp(chance);
      }
    }
    return sum;
  }
}
