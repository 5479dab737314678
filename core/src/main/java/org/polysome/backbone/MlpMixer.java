package org.polysome.backbone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Mode;
import org.polysome.nn.Traits;
import org.polysome.tensor.Tensor;

/**
 * Linear layers along the tokens and along the width in turns: the adapted MLP of the long-tail
 * benchmark. In the form of its code, which matches its printed size, every block halves the number
 * of positions and the last one leaves one: the state of the cell. Without shrinking, a block is
 * {@code x + W2 gelu(norm(W1 x))} with W1 along all tokens and W2 along the width (eq. 5, with the
 * norm and the residual connection of the code), and every token keeps a state.
 *
 * @param length tokens of every cell, those of padding included: the tokenizer's length
 * @param shrink whether positions become fewer from block to block
 * @param epsilon added to the variance by the norms
 * @param asPublished whether padding takes part as if it were a gene, as in the code of the
 *     long-tail benchmark; otherwise it adds nothing
 */
public record MlpMixer(
    @Default("512") int length,
    @Default("true") boolean shrink,
    @Default("1e-5") double epsilon,
    @Default("false") boolean asPublished)
    implements BackboneSpec {

  /** Checks the ranges. */
  public MlpMixer {
    Require.atLeast("length", length, 2);
    Require.positive("epsilon", epsilon);
  }

  /**
   * Positions before and after a block.
   *
   * @param inputs before
   * @param outputs after
   */
  record Positions(int inputs, int outputs) {}

  /** The positions of each block. */
  List<Positions> positions(int layers) {
    List<Positions> positions = new ArrayList<>();
    int inputs = length;
    for (int layer = 0; layer < layers; layer++) {
      int half = layer == layers - 1 ? 1 : Math.max(1, inputs / 2);
      int outputs = shrink ? half : inputs;
      positions.add(new Positions(inputs, outputs));
      inputs = outputs;
    }
    return positions;
  }

  @Override
  public Backbone build(BuildContext context) {
    List<Positions> positions = positions(context.sizes().layers());
    List<MixerBlock> blocks = new ArrayList<>();
    for (Positions ofBlock : positions) {
      BuildContext inside = context.in("layers." + blocks.size());
      blocks.add(
          shrink
              ? MixerBlock.shrinking(inside, ofBlock, epsilon)
              : MixerBlock.keeping(inside, ofBlock, epsilon));
    }
    return new Live(this, List.copyOf(blocks));
  }

  private record Live(MlpMixer spec, List<MixerBlock> blocks) implements Backbone {
    @Override
    public Tensor forward(Sequence sequence, Mode mode) {
      Optional<Tensor> present = spec.asPublished ? Optional.empty() : sequence.present();
      Tensor states = Padding.filled(sequence.embedded(), present, 0);
      for (MixerBlock block : blocks) {
        states = block.forward(states, present, mode);
        present = spec.shrink ? Optional.empty() : present;
      }
      return states;
    }

    @Override
    public Backbone first(int count) {
      return spec.shrink && count < blocks.size()
          ? Backbone.super.first(count)
          : new Live(spec, blocks.subList(0, count));
    }
  }

  @Override
  public Traits traits() {
    Traits traits = new Traits(true, !asPublished, false, true).withBatchNorm();
    return shrink ? traits.withoutTokenStates() : traits;
  }

  @Override
  public OptionalInt onlyLength() {
    return OptionalInt.of(length);
  }

  @Override
  public boolean cuts() {
    return !shrink;
  }

  @Override
  public long multiplyAdds(Dimensions sizes, int tokens) {
    long width = sizes.width();
    return positions(sizes.layers()).stream()
        .mapToLong(of -> of.inputs() * width * width + (long) of.inputs() * of.outputs() * width)
        .sum();
  }

  @Override
  public long activations(Dimensions sizes, int tokens) {
    return positions(sizes.layers()).stream()
        .mapToLong(of -> sizes.width() * (2L * of.inputs() + 4L * of.outputs()))
        .sum();
  }
}
