package org.polysome.nn;

import java.util.Optional;
import org.polysome.config.Require;
import org.polysome.tensor.Tensor;

/**
 * Attention in time linear in the number of tokens, by random features (Performer, arXiv
 * 2009.14794). Parameters as {@link Attention}'s, and {@code second-out} where there is a second
 * output layer; buffer {@code projection} (features, head width).
 *
 * <p>Padded keys take no part. As published only their values are zero, and they stay in the
 * denominator: the result depends on the amount of padding.
 */
public final class LinearAttention implements TokenMixer {

  private final HeadProjections projections;
  private final Optional<Linear> secondOutput;
  private final Optional<RandomFeatures> features;
  private final FeatureMap map;

  /**
   * What a linear attention has.
   *
   * @param kernel what stands for the softmax
   * @param features random features per head
   * @param rowNorm how long the random directions are
   * @param redraw training steps between drawings of the features; 0 for never
   * @param epsilon added to each feature
   * @param scaled whether queries and keys are divided by the fourth root of the head width
   * @param asPublished whether stabilisers and padding are as in the published code
   * @param headWidth numbers per head, in any relation to the width
   * @param qkvBias whether queries, keys and values have a bias
   * @param outBias whether the output has a bias
   * @param secondOutput whether a second linear layer follows the output
   */
  public record Form(
      Kernel kernel,
      int features,
      RowNorm rowNorm,
      int redraw,
      double epsilon,
      boolean scaled,
      boolean asPublished,
      int headWidth,
      boolean qkvBias,
      boolean outBias,
      boolean secondOutput) {

    /** Checks the sizes. */
    public Form {
      Require.positive("features", features);
      Require.positive("head-width", headWidth);
    }

    /** Multiply-adds per token of a model's width and heads. */
    public long multiplyAdds(long width, long heads) {
      long inner = heads * headWidth;
      long linear = 4 * width * inner + (secondOutput ? width * width : 0);
      long directions = kernel == Kernel.UNPROJECTED ? 0 : 2L * features * headWidth;
      long summed = kernel == Kernel.COSH ? 2L * features : features;
      long products = 2 * (kernel == Kernel.UNPROJECTED ? headWidth : summed) * (headWidth + 1);
      return linear + heads * (directions + products);
    }

    /** Numbers kept for the backward pass per token of a model with so many heads, roughly. */
    public long activations(long heads) {
      long kept = kernel == Kernel.UNPROJECTED ? 2L * headWidth : 6L * features;
      return heads * (4L * headWidth + kept);
    }
  }

  /** A linear attention of the context's width and heads. */
  public LinearAttention(BuildContext context, Form form) {
    projections = new HeadProjections(context, form.headWidth(), form.qkvBias(), form.outBias());
    secondOutput =
        form.secondOutput()
            ? Optional.of(Linear.of(context.in("second-out"), context.width(), context.width()))
            : Optional.empty();
    features =
        form.kernel() == Kernel.UNPROJECTED
            ? Optional.empty()
            : Optional.of(
                new RandomFeatures(
                    context.parameters(),
                    new long[] {form.features(), form.headWidth()},
                    form.rowNorm(),
                    form.redraw()));
    map = new FeatureMap(form.kernel(), form.epsilon(), form.scaled(), form.asPublished());
  }

  @Override
  public Tensor forward(Tensor input, Optional<Tensor> present, Mode mode) {
    Features split = features(input, present);
    Tensor mixed = mix(split.queries(), split.keys(), split.values()).to(input.type());
    Tensor first = projections.join(mixed);
    return secondOutput.map(layer -> layer.forward(first)).orElse(first);
  }

  /**
   * How much each token takes from each other (cells, heads, queries, keys); rows sum to one,
   * except that padding takes its share as published.
   */
  @Override
  public Tensor weights(Tensor input, Optional<Tensor> present) {
    Features split = features(input, present);
    Tensor products = split.queries().matmul(split.keys().transpose(2, 3));
    return products.divide(products.sum(3).unsqueeze(3));
  }

  @Override
  public void atStep(long step) {
    features.ifPresent(drawn -> drawn.atStep(step));
  }

  /** Features of queries and keys, and values: (cells, heads, tokens, numbers) each. */
  private record Features(Tensor queries, Tensor keys, Tensor values) {}

  private Features features(Tensor input, Optional<Tensor> present) {
    Attention.Heads split = projections.split(input);
    Optional<Tensor> mask = present.map(there -> there.unsqueeze(1).unsqueeze(-1));
    Tensor values = split.value();
    // Without random features the directions are not used.
    Tensor directions = features.map(RandomFeatures::projection).orElse(values);
    return new Features(
        map.queries(split.query(), directions),
        map.keys(split.key(), directions, mask),
        mask.map(there -> values.maskedFill(there.not(), 0)).orElse(values));
  }

  /**
   * {@code q (k^T v) / (q . sum k)}.
   *
   * @param queries features (cells, heads, tokens, features), as are the keys'
   * @param values (cells, heads, tokens, dim)
   * @return (cells, heads, tokens, dim)
   */
  static Tensor mix(Tensor queries, Tensor keys, Tensor values) {
    Tensor numerator = queries.matmul(keys.transpose(2, 3).matmul(values.to(keys.type())));
    Tensor denominator = queries.matmul(keys.sum(2).unsqueeze(-1));
    return numerator.divide(denominator);
  }
}
