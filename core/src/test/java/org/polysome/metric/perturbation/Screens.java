package org.polysome.metric.perturbation;

import java.util.Random;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.GoldenCells;

/** Small screens to test with. */
final class Screens {

  private Screens() {}

  /** The data set S, in which label 4 and every fifth cell are controls. */
  static PerturbedCells golden() {
    int[] labels = GoldenCells.labels();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 5 == 0 ? 4 : labels[i];
    }
    return new PerturbedCells(GoldenCells.points(), labels, GoldenCells.batches(), 4);
  }

  /** Cells of four perturbations, of which 0 is the control, in three batches. */
  static PerturbedCells random(int cells, int dimensions, long seed) {
    int[] perturbations = new int[cells];
    int[] batches = new int[cells];
    for (int i = 0; i < cells; i++) {
      perturbations[i] = i % 4;
      batches[i] = i / 4 % 3;
    }
    return new PerturbedCells(points(cells, dimensions, seed), perturbations, batches, 0);
  }

  static DenseMatrix points(int rows, int columns, long seed) {
    var random = new Random(seed);
    DenseMatrix points = DenseMatrix.zeros(rows, columns);
    for (int i = 0; i < points.values().length; i++) {
      points.values()[i] = random.nextGaussian();
    }
    return points;
  }

  static DenseMatrix matrix(double[]... rows) {
    DenseMatrix matrix = DenseMatrix.zeros(rows.length, rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, matrix.values(), i * rows[0].length, rows[0].length);
    }
    return matrix;
  }
}
