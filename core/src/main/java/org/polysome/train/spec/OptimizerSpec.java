package org.polysome.train.spec;

import org.polysome.config.Default;
import org.polysome.fault.UsageException;

/** How gradients become steps. The learning rate and its schedule are {@link TrainSpec}'s. */
public sealed interface OptimizerSpec {

  /** Decay rate of the running mean of gradients. */
  double beta1();

  /** Decay rate of the running mean of squared gradients. */
  double beta2();

  /** Added to the root of the mean square, against division by zero. */
  double epsilon();

  /** Weight decay: decoupled in AdamW, added to the gradient in Adam. */
  WeightDecay weightDecay();

  /**
   * Adam (Kingma and Ba 2015); weight decay is an L2 term in the gradient.
   *
   * @param beta1 decay rate of the running mean of gradients
   * @param beta2 decay rate of the running mean of squared gradients
   * @param epsilon added to the root of the mean square, against division by zero
   * @param weightDecay how strong that term is
   */
  record Adam(
      @Default("0.9") double beta1,
      @Default("0.999") double beta2,
      @Default("1e-8") double epsilon,
      @Default("0") WeightDecay weightDecay)
      implements OptimizerSpec {
    /** Checks the ranges. */
    public Adam {
      check(beta1, beta2, epsilon);
    }
  }

  /**
   * AdamW (Loshchilov and Hutter 2019); weight decay shrinks the weights, vectors such as biases
   * and norms included, as the published models do it.
   *
   * @param beta1 decay rate of the running mean of gradients
   * @param beta2 decay rate of the running mean of squared gradients
   * @param epsilon added to the root of the mean square, against division by zero
   * @param weightDecay how much they shrink, times the learning rate
   */
  record Adamw(
      @Default("0.9") double beta1,
      @Default("0.999") double beta2,
      @Default("1e-8") double epsilon,
      @Default("0.01") WeightDecay weightDecay)
      implements OptimizerSpec {
    /** Checks the ranges. */
    public Adamw {
      check(beta1, beta2, epsilon);
    }
  }

  private static void check(double beta1, double beta2, double epsilon) {
    if (!(beta1 >= 0 && beta1 < 1)) {
      throw new UsageException("beta1: " + beta1 + " is not in [0, 1)");
    }
    if (!(beta2 >= 0 && beta2 < 1)) {
      throw new UsageException("beta2: " + beta2 + " is not in [0, 1)");
    }
    if (!(epsilon > 0)) {
      throw new UsageException("epsilon: " + epsilon + " is not positive");
    }
  }
}
