package org.polysome.metric.probe;

import org.polysome.matrix.DenseMatrix;

/**
 * What a probe answers for some cells.
 *
 * @param labels the class given to each cell
 * @param probabilities (cells, classes) how likely each class is said to be; rows sum to one
 */
public record Prediction(int[] labels, DenseMatrix probabilities) {

  /** Checks that there is a row for each cell. */
  public Prediction {
    if (labels.length != probabilities.rows()) {
      throw new IllegalArgumentException(
          labels.length + " labels and probabilities of " + probabilities.rows() + " cells");
    }
  }

  /** The probability given to the class that was answered. */
  public double confidence(int cell) {
    return probabilities.get(cell, labels[cell]);
  }

  /**
   * The share of cells whose class is among the k of largest probability, which a class of
   * probability zero never is. Of equal ones the lower class comes first. Zero for no cells.
   *
   * @param truth the class of each cell
   */
  public double topAccuracy(int[] truth, int k) {
    if (truth.length != labels.length) {
      throw new IllegalArgumentException(
          truth.length + " classes of " + labels.length + " predicted cells");
    }
    int correct = 0;
    for (int cell = 0; cell < truth.length; cell++) {
      correct += probabilities.get(cell, truth[cell]) > 0 && rank(cell, truth[cell]) < k ? 1 : 0;
    }
    return truth.length == 0 ? 0 : (double) correct / truth.length;
  }

  private int rank(int cell, int label) {
    double own = probabilities.get(cell, label);
    int before = 0;
    for (int other = 0; other < probabilities.columns(); other++) {
      double value = probabilities.get(cell, other);
      before += value > own || (value == own && other < label) ? 1 : 0;
    }
    return before;
  }
}
