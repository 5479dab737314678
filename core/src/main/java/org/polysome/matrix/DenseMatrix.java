package org.polysome.matrix;

import java.util.Arrays;

/**
 * A dense matrix in memory, row after row, such as an embedding (cells, dimensions).
 *
 * @param rows number of rows
 * @param columns number of columns
 * @param values {@code rows * columns} numbers, row-major
 */
public record DenseMatrix(int rows, int columns, double[] values) {

  private static final String WHAT = "a matrix (rows, columns)";

  /** Checks that the values fill the shape. */
  public DenseMatrix {
    if (values.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          values.length + " values do not fill " + rows + " x " + columns);
    }
  }

  /** The square matrix with ones on the diagonal, and zeros. */
  public static DenseMatrix identity(int n) {
    DenseMatrix identity = zeros(n, n);
    for (int i = 0; i < n; i++) {
      identity.values[i * n + i] = 1;
    }
    return identity;
  }

  /**
   * A matrix of zeros.
   *
   * @throws org.polysome.fault.DataException if it has more numbers than an array
   */
  public static DenseMatrix zeros(int rows, int columns) {
    return new DenseMatrix(rows, columns, new double[ArraySize.of(WHAT, rows, columns)]);
  }

  /** One number. */
  public double get(int row, int column) {
    return values[row * columns + column];
  }

  /** Whether every number is finite. */
  public boolean isFinite() {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** The squared Euclidean distance of a row from one of another matrix of as many columns. */
  public double squaredDistance(int row, DenseMatrix matrix, int other) {
    double sum = 0;
    for (int i = 0; i < columns; i++) {
      double difference = values[row * columns + i] - matrix.values[other * columns + i];
      sum += difference * difference;
    }
    return sum;
  }

  /** A copy with rows and columns exchanged. */
  public DenseMatrix transposed() {
    double[] turned = new double[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        turned[column * rows + row] = values[row * columns + column];
      }
    }
    return new DenseMatrix(columns, rows, turned);
  }

  /** A copy of one row. */
  public double[] row(int row) {
    return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
  }

  /** A copy of the rows {@code from} (inclusive) to {@code until} (exclusive). */
  public DenseMatrix rows(int from, int until) {
    return new DenseMatrix(
        until - from, columns, Arrays.copyOfRange(values, from * columns, until * columns));
  }

  /**
   * A copy of the first columns.
   *
   * @throws IllegalArgumentException if there are fewer
   */
  public DenseMatrix firstColumns(int count) {
    if (count > columns) {
      throw new IllegalArgumentException(count + " of " + columns + " columns");
    }
    DenseMatrix first = zeros(rows, count);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(values, row * columns, first.values, row * count, count);
    }
    return first;
  }

  /** A copy of some rows, in the order they are named; a row may be named twice. */
  public DenseMatrix select(int[] chosen) {
    double[] picked = new double[ArraySize.of(WHAT, chosen.length, columns)];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(values, chosen[i] * columns, picked, i * columns, columns);
    }
    return new DenseMatrix(chosen.length, columns, picked);
  }
}
