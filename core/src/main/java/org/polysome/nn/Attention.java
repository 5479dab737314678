package org.polysome.nn;

import java.util.Optional;
import org.polysome.fault.UsageException;
import org.polysome.tensor.Autocast;
import org.polysome.tensor.Device;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * Multi-head self-attention (arXiv 1706.03762). Parameters: those of {@link HeadProjections}, with
 * heads that part the width.
 */
public final class Attention implements TokenMixer {

  private final HeadProjections projections;
  private final Dropout dropout;
  private final Optional<Rotary> rotary;

  /**
   * What an attention has.
   *
   * @param dropout probability with which an attention weight is dropped in training
   * @param qkvBias whether queries, keys and values have a bias
   * @param outBias whether the output has a bias
   * @param rotary positions, if the order of the tokens counts
   */
  public record Form(double dropout, boolean qkvBias, boolean outBias, Optional<Rotary> rotary) {}

  /**
   * An attention of the context's width and heads, without positions.
   *
   * @param dropout probability with which an attention weight is dropped in training
   */
  public Attention(BuildContext context, double dropout) {
    this(context, new Form(dropout, true, true, Optional.empty()));
  }

  /** An attention of the context's width and heads. */
  public Attention(BuildContext context, Form form) {
    int width = context.width();
    int heads = context.sizes().heads();
    projections = HeadProjections.parting(context, form.qkvBias(), form.outBias());
    dropout = new Dropout(form.dropout());
    rotary = form.rotary();
    if (rotary.isPresent() && width / heads % 2 == 1) {
      throw new UsageException(
          "rotary positions turn pairs of numbers: a width of %d in %d heads has %d per head, an odd number"
              .formatted(width, heads, width / heads));
    }
  }

  /**
   * Mixes the tokens of each cell.
   *
   * @param input (cells, tokens, width)
   * @param visible true where there is a token (cells, tokens), or where a token as a query sees
   *     another as a key (cells or 1, queries, keys), at least one each; empty where all see all
   * @return (cells, tokens, width); rows of padding hold numbers without meaning
   */
  @Override
  public Tensor forward(Tensor input, Optional<Tensor> visible, Mode mode) {
    return projections.join(
        mix(split(input), visible.map(Attention::perHead), dropout.active(mode)));
  }

  @Override
  public Tensor weights(Tensor input, Optional<Tensor> visible) {
    return weights(split(input), visible.map(Attention::perHead));
  }

  private Heads split(Tensor input) {
    Heads split = projections.split(input);
    return new Heads(turned(split.query()), turned(split.key()), split.value());
  }

  private Tensor turned(Tensor heads) {
    return rotary.map(positions -> positions.turn(heads)).orElse(heads);
  }

  /** To (cells, heads, queries, keys), where sizes of one stand for all. */
  private static Tensor perHead(Tensor visible) {
    return visible.dimensions() == 2 ? visible.unsqueeze(1).unsqueeze(1) : visible.unsqueeze(1);
  }

  /**
   * Query, key and value, (cells, heads, tokens, head width) each.
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
    Tensor weights = weights(heads, present);
    return (dropout > 0 ? Functions.dropout(weights, dropout) : weights).matmul(heads.value());
  }

  private static Tensor weights(Heads heads, Optional<Tensor> present) {
    double scale = 1 / Math.sqrt(heads.query().size(3));
    Tensor scores = heads.query().multiply(scale).matmul(heads.key().transpose(2, 3));
    // Adding minus infinity costs nothing in the backward pass, unlike filling.
    Tensor masked = present.map(mask -> scores.add(absence(mask, scores))).orElse(scores);
    return masked.softmax(3);
  }

  /** Minus infinity where there is no token, zero where there is one. */
  private static Tensor absence(Tensor present, Tensor scores) {
    return Tensors.zeros(scores.type(), scores.device(), present.shape())
        .maskedFill(present.not(), Double.NEGATIVE_INFINITY);
  }
}
