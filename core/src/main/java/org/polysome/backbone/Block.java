package org.polysome.backbone;

import java.util.Optional;
import org.polysome.nn.BuildContext;
import org.polysome.nn.DropPath;
import org.polysome.nn.Dropout;
import org.polysome.nn.Layer;
import org.polysome.nn.LayerNorm;
import org.polysome.nn.Mode;
import org.polysome.nn.TokenMixer;
import org.polysome.tensor.Tensor;

/** A mixer and feed-forward layers, each with a norm and a residual connection. */
final class Block {

  private final Norm place;
  private final TokenMixer mixer;
  private final Layer mixed;
  private final Layer mixerNorm;
  private final Layer feedForward;
  private final Layer fed;
  private final Layer feedForwardNorm;

  /**
   * A block.
   *
   * @param mixer built beside it, its parameters under {@code attention}
   * @param layer which of the blocks it is, from 0
   */
  Block(BuildContext context, BlockForm form, TokenMixer mixer, int layer) {
    this(context, form, mixer, norm(context, form, "attention-norm"), layer);
  }

  /** The same with another norm at the mixer. */
  Block(BuildContext context, BlockForm form, TokenMixer mixer, Layer mixerNorm, int layer) {
    this.mixer = mixer;
    this.mixerNorm = mixerNorm;
    place = form.norm();
    DropPath skipped = DropPath.of(form.dropPath(), layer, context.sizes().layers());
    mixed = branch(context, form, "attention-scale", skipped);
    feedForward = new FeedForward(context, form);
    fed = branch(context, form, "feed-forward-scale", skipped);
    feedForwardNorm = norm(context, form, "feed-forward-norm");
  }

  static Layer norm(BuildContext context, BlockForm form, String name) {
    return new LayerNorm(context.in(name), context.width(), form.epsilon(), form.normBias());
  }

  /** What happens to a branch before it is added. */
  private static Layer branch(BuildContext context, BlockForm form, String name, DropPath skipped) {
    Dropout dropout = new Dropout(form.dropout());
    Optional<Tensor> scale =
        form.layerScale().map(first -> context.constant(name, context.width(), first));
    return (branch, mode) -> {
      Tensor dropped = dropout.forward(branch, mode);
      return skipped.forward(scale.map(dropped::multiply).orElse(dropped), mode);
    };
  }

  /** (cells, tokens, width) to the same. */
  Tensor forward(Tensor tokens, Optional<Tensor> visible, Mode mode) {
    if (place == Norm.PRE) {
      Tensor seen = mixer.forward(mixerNorm.forward(tokens, mode), visible, mode);
      Tensor sum = tokens.add(mixed.forward(seen, mode));
      Tensor read = feedForward.forward(feedForwardNorm.forward(sum, mode), mode);
      return sum.add(fed.forward(read, mode));
    }
    Tensor seen = mixed.forward(mixer.forward(tokens, visible, mode), mode);
    Tensor sum = mixerNorm.forward(tokens.add(seen), mode);
    Tensor read = fed.forward(feedForward.forward(sum, mode), mode);
    return feedForwardNorm.forward(sum.add(read), mode);
  }

  /** How much each token takes from each other (cells, heads, queries, keys), outside training. */
  Tensor weights(Tensor tokens, Optional<Tensor> visible) {
    Tensor read = place == Norm.PRE ? mixerNorm.forward(tokens, Mode.EVALUATION) : tokens;
    return mixer.weights(read, visible);
  }

  void atStep(long step) {
    mixer.atStep(step);
  }
}
