package org.polysome.metric.regression;

import org.polysome.matrix.RowOperator;

/**
 * What is known about each cell and may explain where it lies. Numbers that only name things, such
 * as a batch column of whole numbers, are {@link Categories}; scib takes a numeric column for
 * {@link Numbers}.
 */
public sealed interface Covariate permits Categories, Numbers {

  /** Number of cells. */
  int cells();

  /** Whether it says the same of every cell. */
  boolean constant();

  /**
   * The part of the sum of squares about the mean, over all columns, that least squares on this and
   * a constant explain.
   *
   * @param rows (cells, dimensions)
   */
  double explainedSquares(RowOperator rows);
}
