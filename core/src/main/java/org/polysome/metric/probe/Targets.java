package org.polysome.metric.probe;

import org.polysome.matrix.DenseMatrix;

/** What the outputs of a network should be, and how far from it they are. */
sealed interface Targets permits ClassTargets, ValueTargets {

  /** How many outputs each cell has. */
  int outputs();

  /**
   * The mean loss of some cells; their outputs are replaced by its derivative.
   *
   * @param outputs (outputs, chosen cells)
   * @param chosen the places of the cells
   */
  double lossAndSlope(DenseMatrix outputs, int[] chosen);
}
