package org.polysome.nn;

import org.polysome.tensor.ElementType;
import org.polysome.tensor.Tensor;

/**
 * {@code x / sqrt(mean(x^2) + epsilon) * weight} over the width (arXiv 1910.07467): parameter
 * {@code weight}. The mean is float32 whatever the input is.
 */
public final class RmsNorm implements Layer {

  private final Tensor weight;
  private final double epsilon;

  /** A norm that starts as the identity on normalised input. */
  public RmsNorm(BuildContext context, int width, double epsilon) {
    weight = context.constant("weight", width, 1);
    this.epsilon = epsilon;
  }

  /** (..., width) to (..., width), float32. */
  public Tensor forward(Tensor input) {
    Tensor numbers = input.to(ElementType.FLOAT32);
    Tensor size = numbers.square().mean(-1).unsqueeze(-1).add(epsilon).sqrt();
    return numbers.divide(size).multiply(weight);
  }

  @Override
  public Tensor forward(Tensor input, Mode mode) {
    return forward(input);
  }
}
