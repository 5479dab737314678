package org.polysome.matrix;

import java.util.Arrays;

/**
 * The rows of a matrix, kept column by column. Distances of one point to many rows are then
 * elementwise loops over rows, which the compiler vectorises, as it does not a sum over columns;
 * the terms of each number are added in the order of columns, as two nested loops would.
 *
 * @param rows how many
 * @param columns how many
 * @param values (columns, rows)
 */
public record TurnedRows(int rows, int columns, double[] values) {

  /** Turns a matrix. */
  public static TurnedRows of(DenseMatrix matrix) {
    return new TurnedRows(matrix.rows(), matrix.columns(), matrix.transposed().values());
  }

  /**
   * The squared distances of a point to the rows from {@code from} on.
   *
   * @param points where the point is a row
   * @param into as many distances as it is long
   */
  public void squaredDistances(DenseMatrix points, int point, int from, double[] into) {
    Arrays.fill(into, 0);
    for (int column = 0; column < columns; column++) {
      addSquares(points.get(point, column), column * rows + from, into);
    }
  }

  /** As {@link #squaredDistances} with scalar products. */
  public void products(DenseMatrix points, int point, int from, double[] into) {
    Arrays.fill(into, 0);
    for (int column = 0; column < columns; column++) {
      addProducts(points.get(point, column), column * rows + from, into);
    }
  }

  private void addSquares(double own, int offset, double[] into) {
    for (int i = 0; i < into.length; i++) {
      double difference = own - values[offset + i];
      into[i] += difference * difference;
    }
  }

  private void addProducts(double own, int offset, double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] += own * values[offset + i];
    }
  }
}
