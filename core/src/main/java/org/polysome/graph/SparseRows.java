package org.polysome.graph;

import java.util.stream.IntStream;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;

/**
 * A sparse matrix as an operator; both products cost its entries times the other's columns.
 *
 * @param matrix (n, d)
 * @param turned the same, (d, n)
 */
record SparseRows(CsrMatrix matrix, CsrMatrix turned) implements RowOperator {

  static SparseRows of(CsrMatrix matrix) {
    return new SparseRows(matrix, matrix.transposed());
  }

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
    return product(matrix, right);
  }

  @Override
  public DenseMatrix turnedTimes(DenseMatrix left) {
    return product(turned, left);
  }

  private static DenseMatrix product(CsrMatrix sparse, DenseMatrix dense) {
    DenseMatrix result = DenseMatrix.zeros(sparse.rows(), dense.columns());
    IntStream.range(0, sparse.rows())
        .parallel()
        .forEach(
            row -> {
              for (int i = sparse.indptr()[row]; i < sparse.indptr()[row + 1]; i++) {
                addScaled(dense, sparse.indices()[i], sparse.values()[i], result, row);
              }
            });
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
