package org.polysome.nn;

import java.util.Optional;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;

/**
 * A convolution along the tokens, padded with zeros: parameters {@code weight} (channels out,
 * channels in / groups, kernel) and {@code bias}.
 */
public final class Convolution {

  private final Tensor weight;
  private final Tensor bias;
  private final Shape shape;

  /**
   * The shape of a convolution.
   *
   * @param kernel tokens that an output sees
   * @param stride tokens from one output to the next
   * @param padding zeros on either side
   * @param groups of channels that do not mix
   */
  public record Shape(int kernel, int stride, int padding, int groups) {}

  /** A convolution of as many channels out as in. */
  public Convolution(BuildContext context, int channels, Shape shape) {
    int inputs = channels / shape.groups() * shape.kernel();
    weight =
        context
            .parameters()
            .parameter(
                "weight",
                context.weights().matrix(inputs),
                channels,
                channels / shape.groups(),
                shape.kernel());
    bias = context.bias("bias", channels, inputs);
    this.shape = shape;
  }

  /** (cells, channels, tokens) to (cells, channels, outputs). */
  public Tensor forward(Tensor input) {
    return Functions.convolution(
        input, weight, Optional.of(bias), shape.stride(), shape.padding(), shape.groups());
  }
}
