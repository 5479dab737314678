package org.polysome.nn;

import java.util.Optional;
import org.polysome.config.Require;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.FullPrecision;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;

/**
 * Attention in time linear in the number of tokens, by way of landmarks (Nystromformer, arXiv
 * 2102.03902): {@code softmax(q l_k^T) pinv(softmax(l_q l_k^T)) softmax(l_q k^T) v}, where
 * landmarks are means of consecutive tokens, plus a convolution of the values along the tokens.
 * Parameters as {@link Attention}'s, and {@code convolution.weight} (heads, kernel).
 *
 * <p>Landmarks and convolution read the tokens there are. As published padding is one of them,
 * except as a key of the third factor, and the inverse starts from a number of the whole batch.
 */
public final class NystromAttention implements TokenMixer {

  private final Form form;
  private final int heads;
  private final HeadProjections projections;
  private final Optional<Tensor> convolution;

  /**
   * What an attention by landmarks has.
   *
   * @param landmarks of a cell at most
   * @param iterations towards the pseudo-inverse
   * @param inverse how it is approached
   * @param kernel odd width of the convolution; none without
   * @param asPublished whether padding and start are as in the published code
   */
  public record Form(
      int landmarks,
      int iterations,
      PseudoInverse inverse,
      Optional<Integer> kernel,
      boolean asPublished) {

    /** Checks the sizes. */
    public Form {
      Require.positive("landmarks", landmarks);
      Require.positive("iterations", iterations);
      kernel.ifPresent(
          width -> Require.that(width > 0 && width % 2 == 1, "convolution", "must be odd", width));
    }
  }

  /** An attention by landmarks of the context's width and heads. */
  public NystromAttention(BuildContext context, Form form) {
    this.form = form;
    heads = context.sizes().heads();
    projections = HeadProjections.parting(context, true, true);
    convolution =
        form.kernel().map(width -> context.in("convolution").matrix("weight", heads, width));
  }

  @Override
  public Tensor forward(Tensor input, Optional<Tensor> present, Mode mode) {
    return projections.join(mix(split(input), present));
  }

  /** Queries and keys, both divided by the fourth root of the head width, and values. */
  Attention.Heads split(Tensor input) {
    Attention.Heads split = projections.split(input);
    double factor = Math.pow(split.query().size(3), -0.25);
    return new Attention.Heads(
        split.query().to(ElementType.FLOAT32).multiply(factor),
        split.key().to(ElementType.FLOAT32).multiply(factor),
        split.value().to(ElementType.FLOAT32));
  }

  Tensor mix(Attention.Heads split, Optional<Tensor> present) {
    Optional<Tensor> keys = present.map(mask -> mask.unsqueeze(1).unsqueeze(1));
    // The inverse has large numbers that cancel: bfloat16 would leave nothing of them.
    try (FullPrecision exact = new FullPrecision(split.query().device())) {
      Tensor mixed =
          isWhole(split)
              ? softmax(split.query(), split.key(), keys).matmul(split.value())
              : byLandmarks(split, present, keys);
      return convolution.map(kernel -> mixed.add(convolved(split, present, kernel))).orElse(mixed);
    }
  }

  /**
   * The product of the three factors; the convolution of the values has no part in it. Rows sum to
   * one as far as the inverse is one.
   */
  @Override
  public Tensor weights(Tensor input, Optional<Tensor> present) {
    Attention.Heads split = split(input);
    Optional<Tensor> keys = present.map(mask -> mask.unsqueeze(1).unsqueeze(1));
    try (FullPrecision exact = new FullPrecision(input.device())) {
      if (isWhole(split)) {
        return softmax(split.query(), split.key(), keys);
      }
      Landmarks landmarks = landmarks(split, present);
      Tensor fromLandmarks = softmax(landmarks.means(split.query()), split.key(), keys);
      return toLandmarks(split, landmarks).matmul(fromLandmarks);
    }
  }

  /** Whether every token is a landmark of its own, and is seen by softmax as published. */
  private boolean isWhole(Attention.Heads split) {
    return form.asPublished() && split.query().size(2) == form.landmarks();
  }

  private Tensor byLandmarks(
      Attention.Heads split, Optional<Tensor> present, Optional<Tensor> keys) {
    Landmarks landmarks = landmarks(split, present);
    Tensor fromLandmarks =
        softmax(landmarks.means(split.query()), split.key(), keys).matmul(split.value());
    return toLandmarks(split, landmarks).matmul(fromLandmarks);
  }

  Landmarks landmarks(Attention.Heads split, Optional<Tensor> present) {
    Tensor query = split.query();
    Optional<Tensor> counted = form.asPublished() ? Optional.empty() : present;
    return Landmarks.of(counted, query.size(2), form.landmarks(), query.device());
  }

  /** The first two factors (cells, heads, tokens, landmarks). */
  Tensor toLandmarks(Attention.Heads split, Landmarks landmarks) {
    Tensor there = landmarks.present().unsqueeze(1).unsqueeze(1);
    Tensor keys = landmarks.means(split.key());
    Tensor between =
        softmax(landmarks.means(split.query()), keys, Optional.of(there))
            .multiply(there.transpose(2, 3).to(ElementType.FLOAT32));
    Tensor inverse = form.inverse().of(between, form.iterations(), form.asPublished());
    return softmax(split.query(), keys, Optional.of(there)).matmul(inverse);
  }

  private static Tensor softmax(Tensor queries, Tensor keys, Optional<Tensor> visible) {
    Tensor scores = queries.matmul(keys.transpose(2, 3));
    return visible
        .map(mask -> scores.maskedFill(mask.not(), Double.NEGATIVE_INFINITY))
        .orElse(scores)
        .softmax(3);
  }

  /** Each number of a head along the tokens, by the head's own weights. */
  private Tensor convolved(Attention.Heads split, Optional<Tensor> present, Tensor kernel) {
    Tensor all = split.value();
    Tensor values =
        form.asPublished()
            ? all
            : present
                .map(mask -> all.maskedFill(mask.not().unsqueeze(1).unsqueeze(-1), 0))
                .orElse(all);
    long cells = all.size(0);
    long tokens = all.size(2);
    long dim = all.size(3);
    Tensor rows = values.permute(0, 3, 1, 2).reshape(cells * dim, heads, tokens);
    return Functions.convolution(
            rows, kernel.unsqueeze(1), Optional.empty(), 1, (int) kernel.size(1) / 2, heads)
        .reshape(cells, dim, heads, tokens)
        .permute(0, 2, 3, 1);
  }
}
