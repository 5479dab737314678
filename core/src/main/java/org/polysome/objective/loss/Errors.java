package org.polysome.objective.loss;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
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

  /**
   * The error of a prediction (first) of a truth (second): the size of their difference, plus a
   * share of the size of the prediction.
   *
   * @param size of a number, such as its square
   * @param shrinkage the share, 0 for none
   */
  public static BinaryOperator<Tensor> of(UnaryOperator<Tensor> size, double shrinkage) {
    return (found, truth) -> {
      Tensor error = size.apply(found.subtract(truth));
      return shrinkage == 0 ? error : error.add(size.apply(found), shrinkage);
    };
  }

  /** Poisson in log space without constants: {@code exp(y) - exp(t) y} (TxFM). */
  public static Tensor poisson(Tensor logRate, Tensor logTruth) {
    return logRate.exp().subtract(logTruth.exp().multiply(logRate));
  }
}
