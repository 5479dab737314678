package org.polysome.objective;

import org.polysome.objective.loss.CountLikelihood;
import org.polysome.tensor.Tensor;

/**
 * Normal distributions, each number for itself.
 *
 * @param means (cells, numbers)
 * @param variances (cells, numbers)
 */
record Normals(Tensor means, Tensor variances) {

  /** The same in at least single precision. */
  static Normals of(Tensor means, Tensor variances) {
    return new Normals(precise(means), precise(variances));
  }

  static Tensor precise(Tensor numbers) {
    return CountLikelihood.precise(numbers);
  }

  /** One drawing of each, given drawings of standard normal distributions. */
  Tensor draw(Tensor noise) {
    return means.add(variances.sqrt().multiply(noise));
  }

  /** The divergence of each cell's from a standard normal distribution (cells). */
  Tensor fromStandard() {
    return variances.add(means.square()).subtract(variances.log()).add(-1.0).multiply(0.5).sum(1);
  }

  /** The divergence of each cell's from another distribution (cells). */
  Tensor from(Normals other) {
    Tensor ratio = variances.divide(other.variances());
    Tensor apart = means.subtract(other.means()).square().divide(other.variances());
    return ratio.add(apart).subtract(ratio.log()).add(-1.0).multiply(0.5).sum(1);
  }
}
