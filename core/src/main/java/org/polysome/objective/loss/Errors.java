package org.polysome.objective.loss;

import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** Functions of the difference between a prediction and the truth, element by element. */
public final class Errors {

  private Errors() {}

  /** {@code d^2 / (2 border)} where d is within the border, {@code |d| - border / 2} beyond. */
  public static Tensor smooth(Tensor difference, double border) {
    Tensor size = difference.abs();
    return Tensors.where(
        size.lessThan(border), difference.square().multiply(0.5 / border), size.add(-0.5 * border));
  }

  /** An error plus a share of the size of the prediction. */
  public static Tensor shrunk(Tensor error, Tensor size, double share) {
    return share == 0 ? error : error.add(size, share);
  }

  /** Poisson in log space without constants: {@code exp(y) - exp(t) y} (TxFM, paper 002). */
  public static Tensor poisson(Tensor logRate, Tensor logTruth) {
    return logRate.exp().subtract(logTruth.exp().multiply(logRate));
  }
}
