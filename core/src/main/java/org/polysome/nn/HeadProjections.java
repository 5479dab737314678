package org.polysome.nn;

import org.polysome.tensor.Tensor;

/**
 * The linear layers around a multi-head attention of whatever kind: one fused projection, whose
 * rows are all queries, all keys, all values, and the output. Parameters {@code qkv.weight} (3
 * heads head width, width), {@code qkv.bias}, {@code out.weight}, {@code out.bias}.
 */
final class HeadProjections {

  private static final int PROJECTIONS = 3;

  private final Linear projection;
  private final Linear output;
  private final int heads;
  private final int headWidth;

  /**
   * Layers of the context's width and heads.
   *
   * @param headWidth numbers per head, in any relation to the width
   * @param qkvBias whether queries, keys and values have a bias
   * @param outBias whether the output has a bias
   */
  HeadProjections(BuildContext context, int headWidth, boolean qkvBias, boolean outBias) {
    this.heads = context.sizes().heads();
    this.headWidth = headWidth;
    int inner = heads * headWidth;
    projection = Linear.of(context.in("qkv"), context.width(), PROJECTIONS * inner, qkvBias);
    output = Linear.of(context.in("out"), inner, context.width(), outBias);
  }

  /** Heads of the width that the context's width is parted into. */
  static HeadProjections parting(BuildContext context, boolean qkvBias, boolean outBias) {
    int headWidth = context.width() / context.sizes().heads();
    return new HeadProjections(context, headWidth, qkvBias, outBias);
  }

  /** Queries, keys and values of tokens (cells, tokens, width). */
  Attention.Heads split(Tensor input) {
    Tensor split =
        projection
            .forward(input)
            .reshape(input.size(0), input.size(1), PROJECTIONS, heads, headWidth)
            .permute(2, 0, 3, 1, 4);
    return new Attention.Heads(split.select(0, 0), split.select(0, 1), split.select(0, 2));
  }

  /** What the heads mixed (cells, heads, tokens, head width), as (cells, tokens, width). */
  Tensor join(Tensor mixed) {
    return output.forward(mixed.transpose(1, 2).flatten(2, 3));
  }
}
