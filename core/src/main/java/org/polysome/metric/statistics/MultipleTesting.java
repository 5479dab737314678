package org.polysome.metric.statistics;

/** Probabilities of many tests, raised for there being many. */
public final class MultipleTesting {

  private MultipleTesting() {}

  /**
   * Each times the number of tests, at most 1: the chance of one false discovery is below what is
   * accepted.
   *
   * @throws IllegalArgumentException if one is no probability
   */
  public static double[] bonferroni(double[] p) {
    check(p);
    double[] raised = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      raised[i] = Math.min(1, p[i] * p.length);
    }
    return raised;
  }

  /**
   * The smallest share of false discoveries at which each is one (Benjamini and Hochberg, 1995).
   *
   * @throws IllegalArgumentException if one is no probability
   */
  public static double[] benjaminiHochberg(double[] p) {
    check(p);
    int[] order = Order.ascending(p);
    double[] raised = new double[p.length];
    double least = 1;
    for (int rank = p.length; rank > 0; rank--) {
      int test = order[rank - 1];
      least = Math.min(least, p[test] * p.length / rank);
      raised[test] = least;
    }
    return raised;
  }

  private static void check(double[] p) {
    for (double value : p) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(value + " is no probability");
      }
    }
  }
}
