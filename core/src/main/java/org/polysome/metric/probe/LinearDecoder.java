package org.polysome.metric.probe;

import org.polysome.matrix.Cholesky;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;

/**
 * Ridge regression of every gene on all dimensions, with an intercept that is not penalised, as in
 * scikit-learn's {@code Ridge}; with a ridge of zero, least squares.
 *
 * @param ridge what squared coefficients cost
 * @param product what multiplies
 */
public record LinearDecoder(double ridge, MatrixProduct product) implements Decoder {

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
  public String flavor() {
    return ridge == 0 ? "least-squares" : "ridge-" + ridge;
  }

  @Override
  public DenseMatrix decode(DecoderTask task) {
    double[] middle = means(task.points());
    double[] intercept = means(task.values());
    DenseMatrix turned = shifted(task.points(), middle, -1).transposed();
    DenseMatrix moments = product.multiply(turned, turned.transposed());
    for (int i = 0; i < moments.rows(); i++) {
      moments.values()[i * moments.columns() + i] += ridge;
    }
    DenseMatrix right = product.multiply(turned, shifted(task.values(), intercept, -1));
    DenseMatrix coefficients = Cholesky.of(moments).solve(right);
    DenseMatrix differences = product.multiply(shifted(task.test(), middle, -1), coefficients);
    return shifted(differences, intercept, 1);
  }

  private static double[] means(DenseMatrix matrix) {
    double[] means = new double[matrix.columns()];
    for (int i = 0; i < matrix.values().length; i++) {
      means[i % means.length] += matrix.values()[i] / matrix.rows();
    }
    return means;
  }

  private static DenseMatrix shifted(DenseMatrix matrix, double[] shift, int sign) {
    double[] values = matrix.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += sign * shift[i % shift.length];
    }
    return new DenseMatrix(matrix.rows(), matrix.columns(), values);
  }
}
