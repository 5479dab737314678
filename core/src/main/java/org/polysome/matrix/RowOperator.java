package org.polysome.matrix;

import java.util.stream.IntStream;

/**
 * A tall matrix (n, d) known by what it does to others, so that a projection never has to make
 * sparse counts dense.
 */
public sealed interface RowOperator permits DenseRows, SparseRows {

  /** Rows over a dense matrix. */
  static RowOperator of(DenseMatrix matrix) {
    return new DenseRows(matrix, matrix.transposed());
  }

  /** Rows over a sparse matrix. */
  static RowOperator of(CsrMatrix matrix) {
    return of(matrix, IntStream.range(0, matrix.rows()).toArray());
  }

  /** Some rows of a sparse matrix, in the order they are named. */
  static RowOperator of(CsrMatrix matrix, int[] rows) {
    return new SparseRows(matrix, rows);
  }

  /** Number of rows, n. */
  int rows();

  /** Number of columns, d. */
  int columns();

  /** The mean of each column. */
  double[] means();

  /** The sum of the squared distances from the mean in each column. */
  double[] squares();

  /**
   * The sums of the rows of each group.
   *
   * @param groups the group of each row, from 0
   * @param count how many groups there are
   * @return (count, d)
   */
  DenseMatrix sums(int[] groups, int count);

  /** This matrix times {@code right} (d, k), giving (n, k). */
  DenseMatrix times(DenseMatrix right);

  /** This matrix, turned, times {@code left} (n, k), giving (d, k). */
  DenseMatrix turnedTimes(DenseMatrix left);
}
