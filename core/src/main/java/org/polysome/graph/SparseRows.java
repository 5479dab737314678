package org.polysome.graph;

import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;

/**
 * A sparse matrix as an operator; both products cost its entries times the other's columns.
 *
 * @param matrix (n, d)
 */
record SparseRows(CsrMatrix matrix) implements RowOperator {

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
    double[] means = new double[columns()];
    for (int i = 0; i < matrix.entries(); i++) {
      means[matrix.indices()[i]] += matrix.values()[i];
    }
    for (int column = 0; column < means.length; column++) {
      means[column] /= Math.max(1, rows());
    }
    return means;
  }

  @Override
  public DenseMatrix times(DenseMatrix right) {
    DenseMatrix result = DenseMatrix.zeros(rows(), right.columns());
    for (int row = 0; row < rows(); row++) {
      for (int i = matrix.indptr()[row]; i < matrix.indptr()[row + 1]; i++) {
        addScaled(right, matrix.indices()[i], matrix.values()[i], result, row);
      }
    }
    return result;
  }

  @Override
  public DenseMatrix turnedTimes(DenseMatrix left) {
    DenseMatrix result = DenseMatrix.zeros(columns(), left.columns());
    for (int row = 0; row < rows(); row++) {
      for (int i = matrix.indptr()[row]; i < matrix.indptr()[row + 1]; i++) {
        addScaled(left, row, matrix.values()[i], result, matrix.indices()[i]);
      }
    }
    return result;
  }

  private static void addScaled(
      DenseMatrix from, int row, double scale, DenseMatrix into, int target) {
    int width = from.columns();
    double[] source = from.values();
    double[] sum = into.values();
    int a = row * width;
    int b = target * width;
    for (int i = 0; i < width; i++) {
      sum[b + i] += scale * source[a + i];
    }
  }
}
