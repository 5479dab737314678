package org.polysome.nn;

import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;

/** A function of one number, applied to each. */
public enum Activation {
  /** {@code x * Phi(x)} with the exact error function (arXiv 1606.08415). */
  GELU,
  /** The same by the hyperbolic tangent, as in BERT's first code. */
  GELU_TANH,
  /** {@code x / (1 + exp(-x))}, also called swish. */
  SILU,
  /** {@code max(x, 0)}. */
  RELU,
  /** {@code x} above zero, {@code 0.01 x} below. */
  LEAKY_RELU,
  /** The hyperbolic tangent, as in BERT's pooler. */
  TANH;

  private static final double SLOPE = 0.01;

  /** Applies it to each number. */
  public Tensor apply(Tensor input) {
    return switch (this) {
      case GELU -> Functions.gelu(input);
      case GELU_TANH -> Functions.geluTanh(input);
      case SILU -> Functions.silu(input);
      case RELU -> Functions.relu(input);
      case LEAKY_RELU -> Functions.leakyRelu(input, SLOPE);
      case TANH -> input.tanh();
    };
  }
}
