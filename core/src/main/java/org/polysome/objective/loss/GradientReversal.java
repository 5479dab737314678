package org.polysome.objective.loss;

import org.polysome.tensor.Tensor;

/** The identity whose gradient has the other sign (arXiv 1505.07818). */
public final class GradientReversal {

  private GradientReversal() {}

  /**
   * The same numbers; what flows back is {@code -factor} times what came.
   *
   * @param factor from 0 up
   */
  public static Tensor of(Tensor numbers, double factor) {
    // The difference is zero, bit by bit, and carries the gradient.
    return numbers.detach().add(numbers.subtract(numbers.detach()), -factor);
  }
}
