package org.polysome.backbone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.polysome.fault.UsageException;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Layer;
import org.polysome.nn.Mode;
import org.polysome.nn.TokenMixer;
import org.polysome.tensor.Tensor;

/** Blocks one after the other: parameters {@code layers.N} and, before them, {@code norm}. */
final class Blocks implements Backbone {

  private final Function<Sequence, List<Optional<Tensor>>> masks;
  private final List<Block> blocks;
  private final Layer last;

  /**
   * Blocks and what follows them.
   *
   * @param masks what the tokens of a sequence see, at least one for each block
   * @param last after the last block
   */
  Blocks(Function<Sequence, List<Optional<Tensor>>> masks, List<Block> blocks, Layer last) {
    this.masks = masks;
    this.blocks = List.copyOf(blocks);
    this.last = last;
  }

  /** Equal blocks that see all tokens there are, with a last norm where the norms come first. */
  static Blocks of(BuildContext context, BlockForm form, Function<BuildContext, TokenMixer> mixer) {
    return of(context, form, mixer, Sequence::present);
  }

  /** Equal blocks that see alike, with a last norm where the norms come first. */
  static Blocks of(
      BuildContext context,
      BlockForm form,
      Function<BuildContext, TokenMixer> mixer,
      Function<Sequence, Optional<Tensor>> mask) {
    int layers = context.sizes().layers();
    List<Block> blocks =
        IntStream.range(0, layers)
            .mapToObj(layer -> block(context.in("layers." + layer), form, mixer, layer))
            .toList();
    return new Blocks(
        sequence -> java.util.Collections.nCopies(layers, mask.apply(sequence)),
        blocks,
        last(context, form));
  }

  /** The same blocks with another layer after the last. */
  Blocks then(Layer other) {
    return new Blocks(masks, blocks, other);
  }

  private static Block block(
      BuildContext context, BlockForm form, Function<BuildContext, TokenMixer> mixer, int layer) {
    return new Block(context, form, mixer.apply(context.in("attention")), layer);
  }

  /** The norm that follows blocks whose norms come first; nothing after others. */
  static Layer last(BuildContext context, BlockForm form) {
    return form.norm() == Norm.PRE ? Block.norm(context, form, "norm") : (input, mode) -> input;
  }

  /** What comes out of each block (cells, tokens, width), before the last norm. */
  List<Tensor> states(Sequence sequence, Mode mode) {
    List<Optional<Tensor>> visible = masks.apply(sequence);
    List<Tensor> states = new ArrayList<>();
    Tensor tokens = sequence.embedded();
    for (int layer = 0; layer < blocks.size(); layer++) {
      tokens = blocks.get(layer).forward(tokens, visible.get(layer), mode);
      states.add(tokens);
    }
    return states;
  }

  @Override
  public Blocks first(int count) {
    return new Blocks(masks, blocks.subList(0, count), last);
  }

  @Override
  public Tensor attention(Sequence sequence, int block) {
    if (block < 1 || block > blocks.size()) {
      throw new UsageException(
          "block %d: there are blocks 1 to %d".formatted(block, blocks.size()));
    }
    Tensor tokens =
        block == 1
            ? sequence.embedded()
            : first(block - 1).states(sequence, Mode.EVALUATION).getLast();
    return blocks.get(block - 1).weights(tokens, masks.apply(sequence).get(block - 1));
  }

  @Override
  public Tensor forward(Sequence sequence, Mode mode) {
    return last.forward(states(sequence, mode).getLast(), mode);
  }

  @Override
  public void atStep(long step) {
    blocks.forEach(block -> block.atStep(step));
  }
}
