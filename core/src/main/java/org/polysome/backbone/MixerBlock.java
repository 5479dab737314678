package org.polysome.backbone;

import java.util.Optional;
import org.polysome.nn.Activation;
import org.polysome.nn.BatchNorm;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Linear;
import org.polysome.nn.Mode;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;

/** One block of an {@link MlpMixer}. */
final class MixerBlock {

  private final boolean shrinks;
  private final int outputs;
  private final Linear channel;
  private final Linear sequence;
  private final BatchNorm norm;

  private MixerBlock(
      BuildContext context, MlpMixer.Positions positions, double epsilon, boolean shrinks) {
    this.shrinks = shrinks;
    outputs = positions.outputs();
    channel = Linear.of(context.in("channel"), context.width(), context.width());
    sequence = Linear.of(context.in("sequence"), positions.inputs(), positions.outputs());
    norm = new BatchNorm(context.in("norm"), context.width(), epsilon);
  }

  /** A block as in the code of the long-tail benchmark. */
  static MixerBlock shrinking(BuildContext context, MlpMixer.Positions positions, double epsilon) {
    return new MixerBlock(context, positions, epsilon, true);
  }

  /** A block as in eq. 5. */
  static MixerBlock keeping(BuildContext context, MlpMixer.Positions positions, double epsilon) {
    return new MixerBlock(context, positions, epsilon, false);
  }

  /**
   * (cells, inputs, width) to (cells, outputs, width).
   *
   * @param states zero where there is no token
   */
  Tensor forward(Tensor states, Optional<Tensor> present, Mode mode) {
    return shrinks ? shrunk(states, present, mode) : kept(states, present, mode);
  }

  private Tensor shrunk(Tensor states, Optional<Tensor> present, Mode mode) {
    // The bias would make something of tokens that are not there.
    Tensor channels = Padding.filled(channel.forward(states), present, 0);
    Tensor mixed = alongTokens(channels);
    Tensor active = Activation.GELU.apply(norm.forward(mixed, Optional.empty(), mode));
    return active.add(Functions.averagePool(states.transpose(1, 2), outputs).transpose(1, 2));
  }

  private Tensor kept(Tensor states, Optional<Tensor> present, Mode mode) {
    Tensor active = Activation.GELU.apply(norm.forward(alongTokens(states), present, mode));
    return Padding.filled(states.add(channel.forward(active)), present, 0);
  }

  private Tensor alongTokens(Tensor states) {
    return sequence.forward(states.transpose(1, 2)).transpose(1, 2);
  }
}
