package org.polysome.metric.perturbation;

import org.polysome.matrix.DenseMatrix;

/** Rows of length 1, between which a product is a cosine. */
public final class UnitRows {

  private UnitRows() {}

  /**
   * A copy with each row divided by its length; a row of zeros stays, so that its cosines are 0.
   */
  public static DenseMatrix of(DenseMatrix rows) {
    int columns = rows.columns();
    double[] unit = new double[rows.values().length];
    for (int row = 0; row < rows.rows(); row++) {
      double norm = norm(rows.values(), row * columns, columns);
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        unit[i] = norm == 0 ? 0 : rows.values()[i] / norm;
      }
    }
    return new DenseMatrix(rows.rows(), columns, unit);
  }

  private static double norm(double[] values, int from, int length) {
    double squares = 0;
    for (int i = from; i < from + length; i++) {
      squares += values[i] * values[i];
    }
    return Math.sqrt(squares);
  }
}
