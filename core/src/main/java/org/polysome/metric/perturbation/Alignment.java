package org.polysome.metric.perturbation;

import org.polysome.matrix.DenseMatrix;

/** A way to take differences between batches out of an embedding, learnt on the controls. */
@FunctionalInterface
public interface Alignment {

  /**
   * The cells where they stand after the alignment.
   *
   * @return a new matrix (cells, dimensions), of fewer dimensions where some carry nothing
   * @throws IllegalArgumentException if there are too few controls, in all or in a batch; {@link
   *     PerturbedCells#batchesShortOfControls} says beforehand
   */
  DenseMatrix align(PerturbedCells cells);
}
