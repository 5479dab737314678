package org.polysome.graph.spectral;

import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;

/**
 * Rows less a mean, without ever subtracting it from the entries.
 *
 * @param rows the data (n, d)
 * @param mean one number for each column
 */
record CentredRows(RowOperator rows, double[] mean) {

  int columns() {
    return rows.columns();
  }

  int rowCount() {
    return rows.rows();
  }

  /** The centred rows times {@code right} (d, k), giving (n, k). */
  DenseMatrix times(DenseMatrix right) {
    DenseMatrix result = rows.times(right);
    double[] shift = new double[right.columns()];
    for (int i = 0; i < right.values().length; i++) {
      shift[i % shift.length] += mean[i / shift.length] * right.values()[i];
    }
    for (int i = 0; i < result.values().length; i++) {
      result.values()[i] -= shift[i % shift.length];
    }
    return result;
  }

  /** The centred rows, turned, times {@code left} (n, k), giving (d, k). */
  DenseMatrix turnedTimes(DenseMatrix left) {
    DenseMatrix result = rows.turnedTimes(left);
    double[] sums = new double[left.columns()];
    for (int i = 0; i < left.values().length; i++) {
      sums[i % sums.length] += left.values()[i];
    }
    for (int i = 0; i < result.values().length; i++) {
      result.values()[i] -= mean[i / sums.length] * sums[i % sums.length];
    }
    return result;
  }
}
