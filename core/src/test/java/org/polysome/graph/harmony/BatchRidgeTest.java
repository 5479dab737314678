package org.polysome.graph.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.polysome.graph.Points;
import org.polysome.matrix.DenseMatrix;

/** Against the normal equations of the paper, solved by elimination. */
class BatchRidgeTest {

  private static final long SEED = 8;
  private static final double LAMBDA = 0.7;

  @Test
  void isTheRidgeRegressionOfThePaper() {
    int clusters = 3;
    DenseMatrix points = Points.normal(50, 4, SEED);
    Random random = new Random(SEED);
    // Batch 2 has no cell.
    int[] batches = random.ints(50, 0, 3).map(batch -> batch == 2 ? 3 : batch).toArray();
    double[] shares = random.doubles(50 * clusters).toArray();
    DenseMatrix found = new BatchRidge(Cells.of(points, batches), LAMBDA).correct(shares, clusters);
    double[] slow = points.values().clone();
    for (int cluster = 0; cluster < clusters; cluster++) {
      for (int column = 0; column < 4; column++) {
        double[] weights = solve(points, batches, share(shares, cluster, clusters), column);
        for (int cell = 0; cell < 50; cell++) {
          slow[cell * 4 + column] -= shares[cell * clusters + cluster] * weights[1 + batches[cell]];
        }
      }
    }
    assertThat(found.values()).as("seed %d", SEED).containsExactly(slow, within(1e-10));
  }

  private static double[] share(double[] shares, int cluster, int clusters) {
    double[] chosen = new double[shares.length / clusters];
    Arrays.setAll(chosen, cell -> shares[cell * clusters + cluster]);
    return chosen;
  }

  /** The weights of intercept and batches, (X^T R X + lambda I)^-1 X^T R z. */
  private static double[] solve(DenseMatrix points, int[] batches, double[] shares, int column) {
    int size = 5;
    double[][] system = new double[size][size + 1];
    for (int cell = 0; cell < batches.length; cell++) {
      int[] ones = {0, 1 + batches[cell]};
      for (int row : ones) {
        for (int other : ones) {
          system[row][other] += shares[cell];
        }
        system[row][size] += shares[cell] * points.get(cell, column);
      }
    }
    for (int batch = 1; batch < size; batch++) {
      system[batch][batch] += LAMBDA;
    }
    for (int pivot = 0; pivot < size; pivot++) {
      for (int row = 0; row < size; row++) {
        double factor = row == pivot ? 0 : system[row][pivot] / system[pivot][pivot];
        for (int i = 0; i <= size; i++) {
          system[row][i] -= factor * system[pivot][i];
        }
      }
    }
    double[] weights = new double[size];
    Arrays.setAll(weights, row -> system[row][size] / system[row][row]);
    return weights;
  }
}
