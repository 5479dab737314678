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

  /** The batch of each cell, from 0 to 2; label 4 is in batch 0 only, label 3 not in batch 2. */
  public static int[] batches() {
    int[] labels = labels();
    int[] batches = new int[CELLS];
    for (int i = 0; i < CELLS; i++) {
      int batch = labels[i] == 4 ? 0 : i / 7 % 3;
      batches[i] = labels[i] == 3 && batch == 2 ? 1 : batch;
    }
    return batches;
  }

  /** The points of the definition. */
  public static DenseMatrix points() {
    return points(1.2);
  }

  /**
   * The points.
   *
   * @param shift what the coordinate of a cell's own label is raised by, 1.2 in the definition
   */
  public static DenseMatrix points(double shift) {
    int[] labels = labels();
    int[] batches = batches();
    DenseMatrix points = DenseMatrix.zeros(CELLS, 6);
    for (int i = 0; i < CELLS; i++) {
      for (int j = 0; j < 6; j++) {
        long a = i + 1L;
        long b = j + 1L;
        double value = (7919 * a + 104729 * b + 31 * a * a * b) % 997 / 997.0;
        points.values()[i * 6 + j] =
            value + (j == labels[i] ? shift : 0) + (j == 5 ? 0.3 * batches[i] : 0);
      }
    }
    return points;
  }
}
