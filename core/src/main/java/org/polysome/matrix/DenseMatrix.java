package org.polysome.matrix;

/**
 * A dense matrix in memory, row after row, such as an embedding (cells, dimensions).
 *
 * @param rows number of rows
 * @param columns number of columns
 * @param values {@code rows * columns} numbers, row-major
 */
public record DenseMatrix(int rows, int columns, double[] values) {

  /** Checks that the values fill the shape. */
  public DenseMatrix {
    if (values.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          values.length + " values do not fill " + rows + " x " + columns);
    }
  }

  /** A matrix of zeros. */
  public static DenseMatrix zeros(int rows, int columns) {
    return new DenseMatrix(rows, columns, new double[Math.multiplyExact(rows, columns)]);
  }

  /** One number. */
  public double get(int row, int column) {
    return values[row * columns + column];
  }
}
