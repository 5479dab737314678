package org.polysome.matrix;

/** The mean of each column. */
public final class ColumnMeans {

  private ColumnMeans() {}

  /** The means of a matrix (n, d), d numbers; zeros where it has no rows. */
  public static double[] of(DenseMatrix matrix) {
    double[] mean = new double[matrix.columns()];
    for (int row = 0; row < matrix.rows(); row++) {
      int offset = row * mean.length;
      for (int column = 0; column < mean.length; column++) {
        mean[column] += matrix.values()[offset + column];
      }
    }
    for (int column = 0; column < mean.length; column++) {
      mean[column] /= Math.max(1, matrix.rows());
    }
    return mean;
  }
}
