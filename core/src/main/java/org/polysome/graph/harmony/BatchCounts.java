package org.polysome.graph.harmony;

import org.polysome.matrix.ArraySize;

/** How much of each batch is in each cluster, and how much would be if batches were mixed. */
final class BatchCounts {

  private final Cells cells;
  private final int clusters;
  private final double[] observed;

  /** No cell yet. */
  BatchCounts(Cells cells, int clusters) {
    this.cells = cells;
    this.clusters = clusters;
    this.observed =
        new double[ArraySize.of("counts (batches, clusters)", cells.shares().length, clusters)];
  }

  /**
   * Adds cells with their shares.
   *
   * @param shares (cells, clusters)
   * @param sign 1, or -1 to take them out
   */
  void add(double[] shares, int[] chosen, int sign) {
    for (int cell : chosen) {
      int from = cells.batches()[cell] * clusters;
      for (int k = 0; k < clusters; k++) {
        observed[from + k] += sign * shares[cell * clusters + k];
      }
    }
  }

  /** What a batch in a cluster, (batches, clusters), adds to the log of a cell's share. */
  double[] penalties(double diversity) {
    double[] penalties = ratios();
    for (int i = 0; i < penalties.length; i++) {
      penalties[i] *= -diversity;
    }
    return penalties;
  }

  /**
   * The sum over cells, by their shares, of how much more of their batch there is than at random.
   */
  double divergence() {
    double[] ratios = ratios();
    double sum = 0;
    for (int i = 0; i < ratios.length; i++) {
      sum += observed[i] * ratios[i];
    }
    return sum;
  }

  /** The logarithms of (O + 1) / (E + 1). */
  private double[] ratios() {
    double[] totals = new double[clusters];
    for (int i = 0; i < observed.length; i++) {
      totals[i % clusters] += observed[i];
    }
    double[] ratios = new double[observed.length];
    for (int i = 0; i < ratios.length; i++) {
      double expected = cells.shares()[i / clusters] * totals[i % clusters];
      // Taking cells out may leave a rounding error below zero.
      ratios[i] = Math.log((Math.max(0, observed[i]) + 1) / (Math.max(0, expected) + 1));
    }
    return ratios;
  }
}
