package org.polysome.backbone;

import java.util.Optional;
import org.polysome.nn.Attention;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dropout;
import org.polysome.nn.LayerNorm;
import org.polysome.nn.Linear;
import org.polysome.nn.Mode;
import org.polysome.tensor.Tensor;

/** One block of a {@link Transformer}. */
final class TransformerBlock {

  private final Transformer spec;
  private final Attention attention;
  private final LayerNorm attentionNorm;
  private final Linear up;
  private final Linear down;
  private final LayerNorm feedForwardNorm;
  private final Dropout dropout;
  private final Dropout inner;

  TransformerBlock(BuildContext context, Transformer spec) {
    int width = context.width();
    int feedForward = spec.feedForward(width);
    this.spec = spec;
    attention = new Attention(context.in("attention"), spec.attentionDropout());
    attentionNorm = new LayerNorm(context.in("attention-norm"), width, spec.epsilon());
    up = Linear.of(context.in("up"), width, feedForward);
    down = Linear.of(context.in("down"), feedForward, width);
    feedForwardNorm = new LayerNorm(context.in("feed-forward-norm"), width, spec.epsilon());
    dropout = new Dropout(spec.dropout());
    inner = new Dropout(spec.feedForwardDropout());
  }

  /** (cells, tokens, width) to the same. */
  Tensor forward(Tensor tokens, Optional<Tensor> present, Mode mode) {
    if (spec.norm() == Transformer.Norm.PRE) {
      Tensor mixed = tokens.add(mix(attentionNorm.forward(tokens), present, mode));
      return mixed.add(feedForward(feedForwardNorm.forward(mixed), mode));
    }
    Tensor mixed = attentionNorm.forward(tokens.add(mix(tokens, present, mode)));
    return feedForwardNorm.forward(mixed.add(feedForward(mixed, mode)));
  }

  private Tensor mix(Tensor tokens, Optional<Tensor> present, Mode mode) {
    return dropout.forward(attention.forward(tokens, present, mode), mode);
  }

  private Tensor feedForward(Tensor tokens, Mode mode) {
    Tensor hidden = inner.forward(spec.activation().apply(up.forward(tokens)), mode);
    return dropout.forward(down.forward(hidden), mode);
  }
}
