package org.polysome.graph;

import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;

/**
 * A dense matrix as an operator.
 *
 * @param matrix (n, d)
 * @param turned the same, (d, n)
 * @param product what multiplies
 */
record DenseRows(DenseMatrix matrix, DenseMatrix turned, MatrixProduct product)
    implements RowOperator {

  @Override
  public int rows() {
    return matrix.rows();
  }

  @Override
  public int columns() {
    return matrix.columns();
  }

  @Override
  public double[] means() {
    return ColumnMeans.of(matrix);
  }

  @Override
  public DenseMatrix times(DenseMatrix right) {
    return product.multiply(matrix, right);
  }

  @Override
  public DenseMatrix turnedTimes(DenseMatrix left) {
    return product.multiply(turned, left);
  }
}
