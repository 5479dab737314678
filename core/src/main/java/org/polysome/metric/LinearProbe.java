package org.polysome.metric;

import java.util.Arrays;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;

/**
 * Multinomial logistic regression on dimensions scaled by what the training cells say, with the
 * usual unit of weight decay (C = 1), trained to convergence: there is nothing to select.
 *
 * @param product what multiplies
 */
public record LinearProbe(MatrixProduct product) implements Probe {

  private static final Lbfgs SOLVER = new Lbfgs(500, 1e-4);

  @Override
  public String name() {
    return "linear";
  }

  @Override
  public String flavor() {
    return "standard-scaler-softmax-l2-c1";
  }

  @Override
  public int[] predict(LabelledPoints train, DenseMatrix test) {
    StandardScaler scaler = StandardScaler.fit(train.points());
    Present present = Present.of(train);
    var scaled =
        new LabelledPoints(scaler.scale(train.points()), present.codes, present.labels.length);
    var regression = new SoftmaxRegression(scaled, product);
    double[] fitted = SOLVER.minimise(regression, new double[regression.parameters()]);
    DenseMatrix scores =
        SoftmaxRegression.scores(
            fitted, scaler.scale(test).transposed(), present.labels.length, product);
    int[] answers = new int[test.rows()];
    for (int cell = 0; cell < answers.length; cell++) {
      int best = 0;
      for (int label = 1; label < scores.rows(); label++) {
        best = scores.get(label, cell) > scores.get(best, cell) ? label : best;
      }
      answers[cell] = present.labels[best];
    }
    return answers;
  }

  /** The classes that have training cells, and each cell's place among them. */
  private record Present(int[] labels, int[] codes) {
    static Present of(LabelledPoints train) {
      int[] labels = Arrays.stream(train.labels()).distinct().sorted().toArray();
      int[] codes =
          Arrays.stream(train.labels()).map(label -> Arrays.binarySearch(labels, label)).toArray();
      return new Present(labels, codes);
    }
  }
}
