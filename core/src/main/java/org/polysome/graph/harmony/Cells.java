package org.polysome.graph.harmony;

import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;

/**
 * Cells to correct.
 *
 * @param points (cells, dimensions)
 * @param batches the batch of each
 * @param shares of all cells that each batch has; 0 for a number that no cell has
 */
record Cells(DenseMatrix points, int[] batches, double[] shares) {

  static Cells of(DenseMatrix points, int[] batches) {
    if (points.rows() != batches.length || batches.length == 0) {
      throw new IllegalArgumentException(batches.length + " batches for " + points.rows());
    }
    double[] shares = new double[1 + IntStream.of(batches).max().orElseThrow()];
    for (int batch : batches) {
      if (batch < 0) {
        throw new IllegalArgumentException("a cell of batch " + batch);
      }
      shares[batch] += 1.0 / batches.length;
    }
    return new Cells(points, batches, shares);
  }

  int count() {
    return batches.length;
  }

  boolean singleBatch() {
    return IntStream.of(batches).allMatch(batch -> batch == batches[0]);
  }
}
