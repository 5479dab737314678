package org.polysome.metric.probe;

import java.util.Arrays;
import org.polysome.matrix.ArraySize;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;
import org.polysome.metric.LabelledPoints;

/**
 * The loss of multinomial logistic regression: the mean cross entropy of cells plus half the sum of
 * squared weights divided by the number of cells, which is scikit-learn's {@code
 * LogisticRegression} with C = 1. Biases are not penalised.
 *
 * <p>Parameters are the weights (classes, dimensions), then one bias for each class. The long axis,
 * cells or dimensions, is the last one in both products, whatever the number of classes.
 */
final class SoftmaxRegression implements Lbfgs.Objective {

  private final LabelledPoints data;
  private final DenseMatrix turned;

  SoftmaxRegression(LabelledPoints data) {
    this.data = data;
    this.turned = data.points().transposed();
  }

  /** Number of parameters. */
  int parameters() {
    return ArraySize.of(
        "weights (labels, dimensions)", data.classes(), data.points().columns() + 1L);
  }

  @Override
  public double at(double[] parameters, double[] gradient) {
    int classes = data.classes();
    int dimensions = data.points().columns();
    int cells = data.points().rows();
    DenseMatrix scores = scores(parameters, turned, classes);
    double loss = CrossEntropy.sumAndErrors(scores, data.labels()) / cells;
    double[] sums = MatrixProduct.multiply(scores, data.points()).values();
    for (int i = 0; i < sums.length; i++) {
      loss += parameters[i] * parameters[i] / 2 / cells;
      gradient[i] = (sums[i] + parameters[i]) / cells;
    }
    for (int label = 0; label < classes; label++) {
      double sum = 0;
      for (int cell = 0; cell < cells; cell++) {
        sum += scores.get(label, cell);
      }
      gradient[classes * dimensions + label] = sum / cells;
    }
    return loss;
  }

  /** The score (classes, cells) of each class for points given turned, (dimensions, cells). */
  static DenseMatrix scores(double[] parameters, DenseMatrix turned, int classes) {
    int dimensions = turned.rows();
    double[] weights = Arrays.copyOf(parameters, classes * dimensions);
    DenseMatrix scores =
        MatrixProduct.multiply(new DenseMatrix(classes, dimensions, weights), turned);
    for (int i = 0; i < scores.values().length; i++) {
      scores.values()[i] += parameters[weights.length + i / turned.columns()];
    }
    return scores;
  }
}
