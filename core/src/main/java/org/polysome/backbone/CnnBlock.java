package org.polysome.backbone;

import java.util.Optional;
import org.polysome.nn.Activation;
import org.polysome.nn.BatchNorm;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Convolution;
import org.polysome.nn.Dropout;
import org.polysome.nn.Mode;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;

/** One block of a {@link Cnn}: {@code pool(x) + dropout(gelu(norm(convolution(x))))}. */
final class CnnBlock {

  private final int stride;
  private final Convolution convolution;
  private final BatchNorm norm;
  private final Dropout dropout;

  CnnBlock(BuildContext context, Cnn spec, int stride) {
    this.stride = stride;
    convolution =
        new Convolution(
            context.in("convolution"),
            context.width(),
            new Convolution.Shape(spec.kernel(), stride, spec.kernel() / 2, 1));
    norm = new BatchNorm(context.in("norm"), context.width(), spec.epsilon());
    dropout = new Dropout(spec.dropout());
  }

  int stride() {
    return stride;
  }

  /**
   * (cells, positions, width) to (cells, positions / stride rounded up, width).
   *
   * @param states zero where there is no token
   */
  Tensor forward(Tensor states, Optional<Tensor> present, Mode mode) {
    Optional<Tensor> left = Padding.everyOther(present, stride);
    Tensor mixed = convolution.forward(states.transpose(1, 2)).transpose(1, 2);
    Tensor active = Activation.GELU.apply(norm.forward(mixed, left, mode));
    return Padding.filled(dropout.forward(active, mode).add(pooled(states, present)), left, 0);
  }

  private Tensor pooled(Tensor states, Optional<Tensor> present) {
    if (stride == 1) {
      return states;
    }
    Tensor lowest = Padding.filled(states, present, Double.NEGATIVE_INFINITY);
    return Functions.maxPool(lowest.transpose(1, 2), stride).transpose(1, 2);
  }
}
