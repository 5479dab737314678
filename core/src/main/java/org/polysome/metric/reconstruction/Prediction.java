package org.polysome.metric.reconstruction;

import org.polysome.matrix.DenseMatrix;

/**
 * Predicted and measured expression of the same cells and genes.
 *
 * @param predicted (cells, genes), finite
 * @param measured (cells, genes), finite
 */
public record Prediction(DenseMatrix predicted, DenseMatrix measured) {

  /** Checks shapes and numbers. */
  public Prediction {
    if (predicted.rows() != measured.rows() || predicted.columns() != measured.columns()) {
      throw new IllegalArgumentException(
          "%d x %d predicted, %d x %d measured"
              .formatted(
                  predicted.rows(), predicted.columns(), measured.rows(), measured.columns()));
    }
    for (DenseMatrix one : new DenseMatrix[] {predicted, measured}) {
      if (!one.isFinite()) {
        throw new IllegalArgumentException("a value of expression is not finite");
      }
    }
  }

  /** Number of cells. */
  public int cells() {
    return measured.rows();
  }

  /** Number of genes. */
  public int genes() {
    return measured.columns();
  }
}
