package org.polysome.nn;

import java.util.Optional;
import org.polysome.tensor.Autocast;
import org.polysome.tensor.Device;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * Multi-head self-attention (arXiv 1706.03762) without positions. Query, key and value come from
 * one fused projection, whose rows are all queries, all keys, all values: parameters {@code
 * qkv.weight} (3 width, width), {@code qkv.bias}, {@code out.weight}, {@code out.bias}.
 */
public final class Attention {

  private static final int PROJECTIONS = 3;

  private final Linear projection;
  private final Linear output;
  private final Dropout dropout;
  private final int heads;

  /**
   * An attention of the context's width and heads.
   *
   * @param dropout probability with which an attention weight is dropped in training
   */
  public Attention(BuildContext context, double dropout) {
    int width = context.width();
    projection = Linear.of(context.in("qkv"), width, PROJECTIONS * width);
    output = Linear.of(context.in("out"), width, width);
    heads = context.sizes().heads();
    this.dropout = new Dropout(dropout);
  }

  /**
   * Mixes the tokens of each cell.
   *
   * @param input (cells, tokens, width)
   * @param present (cells, tokens) true where there is a token; empty where there is no padding
   * @return (cells, tokens, width); rows of padding hold numbers without meaning
   */
  public Tensor forward(Tensor input, Optional<Tensor> present, Mode mode) {
    long cells = input.size(0);
    long tokens = input.size(1);
    long width = input.size(2);
    Tensor split =
        projection
            .forward(input)
            .reshape(cells, tokens, PROJECTIONS, heads, width / heads)
            .permute(2, 0, 3, 1, 4);
    Tensor mixed =
        mix(
            new Heads(split.select(0, 0), split.select(0, 1), split.select(0, 2)),
            present.map(mask -> mask.unsqueeze(1).unsqueeze(1)),
            dropout.active(mode));
    return output.forward(mixed.transpose(1, 2).reshape(cells, tokens, width));
  }

  /**
   * Query, key and value, (cells, heads, tokens, width / heads) each.
   *
   * @param query what a token asks
   * @param key what a token answers to
   * @param value what a token gives
   */
  record Heads(Tensor query, Tensor key, Tensor value) {}

  /**
   * Chooses the kernel: the engine's own, except for bfloat16 on a processor, where it is an order
   * of magnitude slower than plain products, and for dropout there, which it does not fuse.
   */
  private static Tensor mix(Heads heads, Optional<Tensor> present, double dropout) {
    boolean processor = heads.query().device().equals(Device.CPU);
    boolean byHand = processor && (Autocast.isOpen(Device.CPU) || dropout > 0);
    return byHand ? byHand(heads, present, dropout) : fused(heads, present, dropout);
  }

  static Tensor fused(Heads heads, Optional<Tensor> present, double dropout) {
    return Functions.attention(heads.query(), heads.key(), heads.value(), present, dropout);
  }

  static Tensor byHand(Heads heads, Optional<Tensor> present, double dropout) {
    double scale = 1 / Math.sqrt(heads.query().size(3));
    Tensor scores = heads.query().multiply(scale).matmul(heads.key().transpose(2, 3));
    // Adding minus infinity costs nothing in the backward pass, unlike filling.
    Tensor masked = present.map(mask -> scores.add(absence(mask, scores))).orElse(scores);
    Tensor weights = masked.softmax(3);
    return (dropout > 0 ? Functions.dropout(weights, dropout) : weights).matmul(heads.value());
  }

  /** Minus infinity where there is no token, zero where there is one. */
  private static Tensor absence(Tensor present, Tensor scores) {
    return Tensors.zeros(scores.type(), scores.device(), present.shape())
        .maskedFill(present.not(), Double.NEGATIVE_INFINITY);
  }
}
