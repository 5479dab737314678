package org.polysome.backbone;

import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.Activation;
import org.polysome.nn.Attention;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Dropout;
import org.polysome.nn.Rotary;
import org.polysome.nn.Traits;
import org.polysome.tensor.Tensor;

/**
 * Transformer encoder (arXiv 1706.03762): blocks of self-attention and feed-forward layers, each
 * with a residual connection and layer norm, without positions unless asked for. With {@code norm:
 * pre} a last norm follows the blocks.
 *
 * @param norm where the norms are
 * @param activation within the feed-forward layers
 * @param glu whether a second projection gates the activated one (arXiv 2002.05202): GeGLU, SwiGLU
 *     or ReGLU by the activation
 * @param feedForwardRatio inner width of the feed-forward layers over the width
 * @param dropout after the attention and after the feed-forward layers
 * @param attentionDropout of attention weights; on a processor this costs the fused kernel
 * @param feedForwardDropout between the feed-forward layers
 * @param epsilon added to the variance by the norms
 * @param layerScale first number of a learned scale per channel and branch (arXiv 2103.17239); none
 *     where it is not given
 * @param dropPath probability with which the last block's branches are left out for a cell in
 *     training (arXiv 1603.09382); it grows evenly from nothing at the first block
 * @param attention which tokens are seen
 * @param window how far before and after itself a token sees; everywhere where it is not given
 * @param rotary rotary positions inside the attention; none where it is not given
 * @param qkvBias whether queries, keys and values have a bias
 * @param outBias whether the attention's output has a bias
 * @param lastNorm whether a last norm follows blocks with {@code norm: post} too
 */
public record Transformer(
    @Default("pre") Norm norm,
    @Default("gelu") Activation activation,
    @Default("false") boolean glu,
    @Default("4") double feedForwardRatio,
    @Default("0") double dropout,
    @Default("0") double attentionDropout,
    @Default("0") double feedForwardDropout,
    @Default("1e-5") double epsilon,
    Optional<Double> layerScale,
    @Default("0") double dropPath,
    @Default("full") Seen attention,
    Optional<Integer> window,
    Optional<Rotary> rotary,
    @Default("true") boolean qkvBias,
    @Default("true") boolean outBias,
    @Default("false") boolean lastNorm)
    implements BackboneSpec {

  /** Which tokens a token sees. */
  public enum Seen {
    /** All of its cell. */
    FULL,
    /**
     * Those of its cell whose value is known, and itself: the hidden ones do not see each other, as
     * in scGPT's generative training and in BMFM-RNA where it prevents attention to masked tokens.
     */
    GENERATIVE
  }

  /** Checks the ranges. */
  public Transformer {
    requireRatio(feedForwardRatio);
    Dropout.require("dropout", dropout);
    Dropout.require("attention-dropout", attentionDropout);
    Dropout.require("feed-forward-dropout", feedForwardDropout);
    Dropout.require("drop-path", dropPath);
    Require.positive("epsilon", epsilon);
    layerScale.ifPresent(first -> Require.positive("layer-scale", first));
    window.ifPresent(reach -> Require.positive("window", reach));
  }

  static void requireRatio(double ratio) {
    Require.that(
        ratio > 0 && ratio <= 64, "feed-forward-ratio", "must be above 0, at most 64", ratio);
  }

  /** Inner width of feed-forward layers. */
  static int inner(double ratio, int width) {
    return Math.max(1, (int) Math.round(ratio * width));
  }

  private BlockForm form(int width) {
    return new BlockForm(
        norm,
        activation,
        inner(feedForwardRatio, width),
        glu,
        true,
        true,
        epsilon,
        dropout,
        feedForwardDropout,
        layerScale,
        dropPath);
  }

  @Override
  public Backbone build(BuildContext context) {
    Attention.Form mixer = new Attention.Form(attentionDropout, qkvBias, outBias, rotary);
    BlockForm form = form(context.width());
    Blocks blocks = Blocks.of(context, form, within -> new Attention(within, mixer), this::visible);
    return lastNorm && norm == Norm.POST ? blocks.then(Block.norm(context, form, "norm")) : blocks;
  }

  private Optional<Tensor> visible(Sequence sequence) {
    Optional<Tensor> seen =
        attention == Seen.FULL ? Visibility.all(sequence) : Optional.of(Visibility.known(sequence));
    return window.map(reach -> Optional.of(Visibility.near(sequence, seen, reach))).orElse(seen);
  }

  @Override
  public Traits traits() {
    return new Traits(false, true, window.isEmpty() && rotary.isEmpty(), true);
  }

  @Override
  public long multiplyAdds(Dimensions sizes, int tokens) {
    return form(sizes.width()).withAttention(sizes, tokens);
  }

  @Override
  public long activations(Dimensions sizes, int tokens) {
    long width = sizes.width();
    long linear = 5 * width + form(sizes.width()).activations(width);
    long weights = attentionDropout > 0 ? 3L * sizes.heads() * tokens : 0;
    return (long) sizes.layers() * tokens * (linear + weights);
  }
}
