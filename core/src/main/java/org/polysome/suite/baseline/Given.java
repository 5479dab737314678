package org.polysome.suite.baseline;

import org.polysome.matrix.DenseMatrix;

/**
 * A baseline that was fitted once on all cells, whatever cells a probe learns from: one that is
 * trained.
 *
 * @param name what its results are called
 * @param points the embedding (cells, dimensions)
 */
public record Given(String name, DenseMatrix points) implements Baseline {

  @Override
  public DenseMatrix embed(int[] fitted) {
    return points;
  }
}
