package org.polysome.metric;

import org.polysome.matrix.DenseMatrix;

/** The data set of section 9 of the metric definitions, which any language can rebuild. */
public final class GoldenCells {

  /** Number of cells. */
  public static final int CELLS = 60;

  private GoldenCells() {}

  /** The label of each cell, from 0 to 4. */
  public static int[] labels() {
    int[] labels = new int[CELLS];
    for (int i = 0; i < CELLS; i++) {
      labels[i] = i % 15 == 0 ? 4 : i % 4;
    }
    return labels;
  }

  /**
   * The points.
   *
   * @param shift what the coordinate of a cell's own label is raised by, 1.2 in the definition
   */
  public static DenseMatrix points(double shift) {
    int[] labels = labels();
    DenseMatrix points = DenseMatrix.zeros(CELLS, 6);
    for (int i = 0; i < CELLS; i++) {
      int batch = labels[i] == 4 ? 0 : i / 7 % 3;
      batch = labels[i] == 3 && batch == 2 ? 1 : batch;
      for (int j = 0; j < 6; j++) {
        long a = i + 1L;
        long b = j + 1L;
        double value = (7919 * a + 104729 * b + 31 * a * a * b) % 997 / 997.0;
        points.values()[i * 6 + j] =
            value + (j == labels[i] ? shift : 0) + (j == 5 ? 0.3 * batch : 0);
      }
    }
    return points;
  }
}
