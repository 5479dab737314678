package org.polysome.metric.probe;

import org.polysome.matrix.Cholesky;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;
import org.polysome.metric.Definition;
import org.polysome.metric.StandardScaler;

/**
 * Ridge regression of every gene on all dimensions, with an intercept that is not penalised, as in
 * scikit-learn's {@code Ridge}; with a ridge of zero, least squares.
 *
 * @param ridge what squared coefficients cost
 */
public record LinearDecoder(double ridge) implements Decoder {

  /** Checks the ridge. */
  public LinearDecoder {
    if (!(ridge >= 0)) {
      throw new IllegalArgumentException("a ridge of " + ridge);
    }
  }

  @Override
  public String name() {
    return "linear";
  }

  @Override
  public Definition flavor() {
    return new Definition(ridge == 0 ? "least-squares" : "ridge-" + ridge);
  }

  @Override
  public DenseMatrix decode(DecoderTask task) {
    StandardScaler points = StandardScaler.centring(task.points());
    StandardScaler values = StandardScaler.centring(task.values());
    DenseMatrix turned = points.scale(task.points()).transposed();
    DenseMatrix moments = MatrixProduct.multiply(turned, turned.transposed());
    for (int i = 0; i < moments.rows(); i++) {
      moments.values()[i * moments.columns() + i] += ridge;
    }
    DenseMatrix right = MatrixProduct.multiply(turned, values.scale(task.values()));
    DenseMatrix coefficients = Cholesky.of(moments).solve(right);
    DenseMatrix answers = MatrixProduct.multiply(points.scale(task.test()), coefficients);
    for (int i = 0; i < answers.values().length; i++) {
      answers.values()[i] += values.means()[i % answers.columns()];
    }
    return answers;
  }
}
