package org.polysome.nn;

import java.util.Optional;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;

/** {@code x . weight^T + bias}: parameters {@code weight} (outputs, inputs), {@code bias}. */
public final class Linear implements Layer {

  private final Tensor weight;
  private final Optional<Tensor> bias;

  private Linear(Tensor weight, Optional<Tensor> bias) {
    this.weight = weight;
    this.bias = bias;
  }

  /** A linear layer with a bias. */
  public static Linear of(BuildContext context, int inputs, int outputs) {
    return new Linear(
        context.matrix("weight", outputs, inputs),
        Optional.of(context.bias("bias", outputs, inputs)));
  }

  /** A linear layer with or without a bias. */
  public static Linear of(BuildContext context, int inputs, int outputs, boolean biased) {
    return biased ? of(context, inputs, outputs) : withoutBias(context, inputs, outputs);
  }

  /** A linear layer without one. */
  public static Linear withoutBias(BuildContext context, int inputs, int outputs) {
    return new Linear(context.matrix("weight", outputs, inputs), Optional.empty());
  }

  /** (..., inputs) to (..., outputs). */
  public Tensor forward(Tensor input) {
    return Functions.linear(input, weight, bias);
  }

  @Override
  public Tensor forward(Tensor input, Mode mode) {
    return forward(input);
  }
}
