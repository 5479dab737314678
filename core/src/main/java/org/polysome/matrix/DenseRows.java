package org.polysome.matrix;

/**
 * A dense matrix as an operator.
 *
 * @param matrix (n, d)
 * @param turned the same, (d, n)
 */
record DenseRows(DenseMatrix matrix, DenseMatrix turned) implements RowOperator {

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
  public double[] squares() {
    double[] means = means();
    double[] squares = new double[means.length];
    for (int i = 0; i < matrix.values().length; i++) {
      double distance = matrix.values()[i] - means[i % means.length];
      squares[i % means.length] += distance * distance;
    }
    return squares;
  }

  @Override
  public DenseMatrix sums(int[] groups, int count) {
    DenseMatrix sums = DenseMatrix.zeros(count, columns());
    for (int i = 0; i < matrix.values().length; i++) {
      int group = groups[i / columns()];
      sums.values()[group * columns() + i % columns()] += matrix.values()[i];
    }
    return sums;
  }

  @Override
  public DenseMatrix times(DenseMatrix right) {
    return MatrixProduct.multiply(matrix, right);
  }

  @Override
  public DenseMatrix turnedTimes(DenseMatrix left) {
    return MatrixProduct.multiply(turned, left);
  }
}
