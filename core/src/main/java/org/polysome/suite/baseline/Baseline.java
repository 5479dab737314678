package org.polysome.suite.baseline;

import org.polysome.matrix.DenseMatrix;

/** A simple embedding of cells, fitted on some of them without a look at their labels. */
public interface Baseline {

  /** What its results are called, after {@code baseline/}. */
  String name();

  /**
   * The embedding (cells, dimensions) of all cells.
   *
   * @param fitted places of the cells that it is fitted on, ascending
   */
  DenseMatrix embed(int[] fitted);
}
