package org.polysome.backbone;

import java.util.List;
import java.util.stream.IntStream;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Dropout;
import org.polysome.nn.Layer;
import org.polysome.nn.LayerNorm;
import org.polysome.nn.Traits;

/**
 * Transformer encoder without positions (arXiv 1706.03762): blocks of self-attention and a
 * feed-forward pair, each with a residual connection and layer norm. With {@code norm: pre} a last
 * norm follows the blocks.
 *
 * @param norm where the norms are
 * @param activation within the feed-forward pair
 * @param feedForwardRatio inner width of the feed-forward pair over the width
 * @param dropout after the attention and after the feed-forward pair
 * @param attentionDropout of attention weights; on a processor this costs the fused kernel
 * @param feedForwardDropout between the feed-forward pair
 * @param epsilon added to the variance by the norms
 */
public record Transformer(
    @Default("pre") Norm norm,
    @Default("gelu") Activation activation,
    @Default("4") double feedForwardRatio,
    @Default("0") double dropout,
    @Default("0") double attentionDropout,
    @Default("0") double feedForwardDropout,
    @Default("1e-5") double epsilon)
    implements BackboneSpec {

  /** Where a block's norms are. */
  public enum Norm {
    /** Before attention and feed-forward pair, within the residual branch. */
    PRE,
    /** After the residual sum, as in BERT. */
    POST
  }

  /** Checks the ranges. */
  public Transformer {
    Require.that(
        feedForwardRatio > 0 && feedForwardRatio <= 64,
        "feed-forward-ratio",
        "must be above 0, at most 64",
        feedForwardRatio);
    Dropout.require("dropout", dropout);
    Dropout.require("attention-dropout", attentionDropout);
    Dropout.require("feed-forward-dropout", feedForwardDropout);
    Require.positive("epsilon", epsilon);
  }

  /** Inner width of the feed-forward pair. */
  int feedForward(int width) {
    return Math.max(1, (int) Math.round(feedForwardRatio * width));
  }

  @Override
  public Backbone build(BuildContext context) {
    List<TransformerBlock> blocks =
        IntStream.range(0, context.sizes().layers())
            .mapToObj(n -> new TransformerBlock(context.in("layers." + n), this))
            .toList();
    Layer last =
        norm == Norm.PRE
            ? new LayerNorm(context.in("norm"), context.width(), epsilon)
            : (input, mode) -> input;
    return (sequence, mode) -> {
      var tokens = sequence.embedded();
      for (TransformerBlock block : blocks) {
        tokens = block.forward(tokens, sequence.present(), mode);
      }
      return last.forward(tokens, mode);
    };
  }

  @Override
  public Traits traits() {
    return Traits.FREE;
  }

  @Override
  public long multiplyAdds(Dimensions sizes, int tokens) {
    long width = sizes.width();
    long linear = 4 * width * width + 2 * width * feedForward(sizes.width());
    return sizes.layers() * (linear * tokens + 2L * tokens * tokens * width);
  }

  @Override
  public long activations(Dimensions sizes, int tokens) {
    long width = sizes.width();
    long linear = 8 * width + 2L * feedForward(sizes.width());
    long weights = attentionDropout > 0 ? 3L * sizes.heads() * tokens : 0;
    return (long) sizes.layers() * tokens * (linear + weights);
  }
}
