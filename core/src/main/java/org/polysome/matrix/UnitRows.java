package org.polysome.matrix;

/** Rows of length 1, between which a product is a cosine. */
public final class UnitRows {

  private UnitRows() {}

  /**
   * A copy with each row divided by its length; a row of zeros stays, so that its cosines are 0.
   */
  public static DenseMatrix of(DenseMatrix rows) {
    return of(rows, Double.MIN_VALUE);
  }

  /**
   * A copy with each row divided by its length, or by {@code least} where it is shorter.
   *
   * @param least above 0
   */
  public static DenseMatrix of(DenseMatrix rows, double least) {
    int columns = rows.columns();
    double[] unit = rows.values().clone();
    for (int from = 0; from < unit.length; from += columns) {
      double squares = 0;
      for (int i = from; i < from + columns; i++) {
        squares += unit[i] * unit[i];
      }
      double length = Math.max(Math.sqrt(squares), least);
      for (int i = from; i < from + columns; i++) {
        unit[i] /= length;
      }
    }
    return new DenseMatrix(rows.rows(), columns, unit);
  }
}
