package org.polysome.tensor;

import java.util.Collection;
import java.util.List;

/** The gradients of a set of parameters, taken together. */
public final class Gradients {

  private Gradients() {}

  /** Forgets all gradients. */
  public static void clear(Collection<Tensor> parameters) {
    parameters.forEach(Tensor::clearGradient);
  }

  /** Multiplies all gradients, such as by one over the number of summed losses. */
  public static void scale(Collection<Tensor> parameters, double factor) {
    try (Scope scope = new Scope()) {
      of(parameters).forEach(gradient -> gradient.multiplyInPlace(factor));
    }
  }

  /** Euclidean norm of all gradients as one vector; NaN or infinite where any number is. */
  public static double norm(Collection<Tensor> parameters) {
    try (Scope scope = new Scope()) {
      List<Tensor> norms = of(parameters).stream().map(Tensor::norm).toList();
      return norms.isEmpty() ? 0 : Tensors.stack(norms, 0).norm().item();
    }
  }

  /**
   * Scales all gradients down so that their norm is at most a limit. A norm that is not finite is
   * left for the caller to see.
   *
   * @return the norm before
   */
  public static double clip(Collection<Tensor> parameters, double limit) {
    double norm = norm(parameters);
    if (norm > limit && Double.isFinite(norm)) {
      scale(parameters, limit / norm);
    }
    return norm;
  }

  private static List<Tensor> of(Collection<Tensor> parameters) {
    return parameters.stream().flatMap(parameter -> parameter.gradient().stream()).toList();
  }
}
