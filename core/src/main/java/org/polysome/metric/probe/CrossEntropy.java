package org.polysome.metric.probe;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;

/** The cross entropy of the softmax of scores. */
final class CrossEntropy {

  private CrossEntropy() {}

  /**
   * Sums the cross entropies, and turns scores into probability less truth in place, which is the
   * derivative of the sum.
   *
   * @param scores (classes, cells)
   * @param labels the class of each cell
   */
  static double sumAndErrors(DenseMatrix scores, int[] labels) {
    double[] losses = new double[labels.length];
    IntStream.range(0, losses.length)
        .parallel()
        .forEach(cell -> losses[cell] = cell(scores, cell, labels[cell]));
    return Arrays.stream(losses).sum();
  }

  private static double cell(DenseMatrix scores, int cell, int label) {
    double[] values = scores.values();
    int step = scores.columns();
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = cell; i < values.length; i += step) {
      largest = Math.max(largest, values[i]);
    }
    double sum = 0;
    int own = label * step + cell;
    double ownScore = values[own];
    for (int i = cell; i < values.length; i += step) {
      values[i] = Math.exp(values[i] - largest);
      sum += values[i];
    }
    for (int i = cell; i < values.length; i += step) {
      values[i] /= sum;
    }
    values[own] -= 1;
    return Math.log(sum) + largest - ownScore;
  }
}
