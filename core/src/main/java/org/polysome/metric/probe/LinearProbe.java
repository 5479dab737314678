package org.polysome.metric.probe;

import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Definition;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.StandardScaler;

/**
 * Multinomial logistic regression on dimensions scaled by what the training cells say, with the
 * usual unit of weight decay (C = 1), trained to convergence: there is nothing to select.
 */
public record LinearProbe() implements Probe {

  private static final Lbfgs SOLVER = new Lbfgs(500, 1e-4);

  @Override
  public String name() {
    return "linear";
  }

  @Override
  public Definition flavor() {
    return new Definition("standard-scaler-softmax-l2-c1");
  }

  @Override
  public Prediction predict(ProbeTask task) {
    StandardScaler scaler = StandardScaler.fit(task.train().points());
    KnownClasses known = KnownClasses.of(task.train());
    LabelledPoints numbered = known.numbered(task.train());
    var scaled =
        new LabelledPoints(scaler.scale(numbered.points()), numbered.labels(), known.count());
    var regression = new SoftmaxRegression(scaled);
    double[] fitted = SOLVER.minimise(regression, new double[regression.parameters()]);
    DenseMatrix test = scaler.scale(task.test()).transposed();
    DenseMatrix scores = SoftmaxRegression.scores(fitted, test, known.count());
    return known.answer(scores.transposed());
  }
}
