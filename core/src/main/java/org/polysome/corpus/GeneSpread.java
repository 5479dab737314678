package org.polysome.corpus;

import org.polysome.matrix.CsrMatrix;

/** In how many cells genes are seen, and how much their counts vary. Not thread-safe. */
final class GeneSpread {

  private final int[] seenIn;
  private final double[] sums;
  private final double[] squares;
  private long cells;

  GeneSpread(int genes) {
    seenIn = new int[genes];
    sums = new double[genes];
    squares = new double[genes];
  }

  /** Takes note of a cell. */
  void add(CsrMatrix aligned, int row) {
    cells++;
    for (int at = aligned.indptr()[row]; at < aligned.indptr()[row + 1]; at++) {
      int gene = aligned.indices()[at];
      double count = aligned.values()[at];
      seenIn[gene]++;
      sums[gene] += count;
      squares[gene] += count * count;
    }
  }

  /** In how many cells a gene is seen. */
  int cells(int gene) {
    return seenIn[gene];
  }

  /** The variance of a gene's counts over their mean; 0 for a gene that is never seen. */
  double dispersion(int gene) {
    if (sums[gene] == 0) {
      return 0;
    }
    double mean = sums[gene] / cells;
    return (squares[gene] / cells - mean * mean) / mean;
  }
}
