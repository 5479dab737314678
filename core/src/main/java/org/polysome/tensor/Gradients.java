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
      return of(parameters).isEmpty() ? 0 : normOf(of(parameters)).item();
    }
  }

  /**
   * Scales all gradients down so that their norm is at most a limit. Nothing is read back from the
   * device, so that an accelerator does not wait; where the norm is not finite, neither are the
   * gradients afterwards.
   */
  public static void clip(Collection<Tensor> parameters, double limit) {
    try (Scope scope = new Scope()) {
      List<Tensor> gradients = of(parameters);
      if (!gradients.isEmpty()) {
        Tensor norm = normOf(gradients);
        Tensor allowed = Tensors.full(limit, norm.type(), norm.device());
        Tensor factor = allowed.divide(norm).clamp(0, 1);
        gradients.forEach(gradient -> gradient.multiplyInPlace(factor));
      }
    }
  }

  private static Tensor normOf(List<Tensor> gradients) {
    return Tensors.stack(gradients.stream().map(Tensor::norm).toList(), 0).norm();
  }

  private static List<Tensor> of(Collection<Tensor> parameters) {
    return parameters.stream().flatMap(parameter -> parameter.gradient().stream()).toList();
  }
}
