package org.polysome.nn;

import java.util.Optional;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;

/**
 * Layer normalisation over the width (arXiv 1607.06450): parameters {@code weight} and, unless
 * switched off, {@code bias}.
 */
public final class LayerNorm implements Layer {

  private final Tensor weight;
  private final Optional<Tensor> bias;
  private final double epsilon;

  /**
   * A norm that starts as the identity on normalised input.
   *
   * @param epsilon added to the variance; 1e-5 is usual, BERT has 1e-12
   */
  public LayerNorm(BuildContext context, int width, double epsilon) {
    this(context, width, epsilon, true);
  }

  /**
   * The same with a choice.
   *
   * @param biased whether there is a bias
   */
  public LayerNorm(BuildContext context, int width, double epsilon, boolean biased) {
    weight = context.constant("weight", width, 1);
    bias = biased ? Optional.of(context.constant("bias", width, 0)) : Optional.empty();
    this.epsilon = epsilon;
  }

  /** (..., width) to (..., width). */
  public Tensor forward(Tensor input) {
    return Functions.layerNorm(input, weight, bias, epsilon);
  }

  @Override
  public Tensor forward(Tensor input, Mode mode) {
    return forward(input);
  }
}
