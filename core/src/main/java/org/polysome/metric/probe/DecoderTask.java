package org.polysome.metric.probe;

import org.polysome.matrix.DenseMatrix;

/**
 * What a decoder is given.
 *
 * @param points (cells, dimensions) of the cells to learn from, at least one
 * @param values (cells, genes) their expression
 * @param test (cells, dimensions) of the cells to answer for
 * @param seed of everything that is drawn in learning
 */
public record DecoderTask(DenseMatrix points, DenseMatrix values, DenseMatrix test, long seed) {

  /** Checks that the sizes agree. */
  public DecoderTask {
    if (points.rows() == 0
        || points.rows() != values.rows()
        || points.columns() != test.columns()) {
      throw new IllegalArgumentException(
          "%d cells of %d dimensions, expression of %d, test cells of %d dimensions"
              .formatted(points.rows(), points.columns(), values.rows(), test.columns()));
    }
  }
}
