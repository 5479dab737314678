package org.polysome.backbone;

import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Kernel;
import org.polysome.nn.LinearAttention;
import org.polysome.nn.RowNorm;
import org.polysome.nn.Traits;

/**
 * Performer (arXiv 2009.14794): a transformer whose attention is linear in the number of tokens, by
 * orthogonal random features. With {@code norm: pre} a last norm follows the blocks.
 *
 * @param norm where the norms are
 * @param activation within the feed-forward layers
 * @param feedForwardRatio inner width of the feed-forward layers over the width
 * @param kernel what stands for the softmax of attention
 * @param features random features per head; {@code d ln d} for a head width of d where not given
 * @param rowNorm how long the random directions are
 * @param redraw training steps between drawings of the features; 0 for never
 * @param kernelEpsilon added to each feature
 * @param scaled whether queries and keys are divided by the fourth root of the head width
 * @param headWidth numbers per head; the width over the heads where not given
 * @param qkvBias whether queries, keys and values have a bias
 * @param secondOutput whether a second linear layer follows the attention's output, as in BMFM-RNA
 * @param dropout after the attention and after the feed-forward layers
 * @param feedForwardDropout between the feed-forward layers
 * @param epsilon added to the variance by the norms
 * @param asPublished whether stabilisers and padding are as in the code of scBERT, scFoundation and
 *     BMFM-RNA: a cell's result then depends on its batch mates and on padding
 */
public record Performer(
    @Default("pre") Norm norm,
    @Default("gelu") Activation activation,
    @Default("4") double feedForwardRatio,
    @Default("softmax") Kernel kernel,
    Optional<Integer> features,
    @Default("chi") RowNorm rowNorm,
    @Default("1000") int redraw,
    @Default("1e-4") double kernelEpsilon,
    @Default("true") boolean scaled,
    Optional<Integer> headWidth,
    @Default("true") boolean qkvBias,
    @Default("false") boolean secondOutput,
    @Default("0") double dropout,
    @Default("0") double feedForwardDropout,
    @Default("1e-5") double epsilon,
    @Default("false") boolean asPublished)
    implements BackboneSpec {

  /** Checks the ranges. */
  public Performer {
    new PlainBlocks(norm, activation, feedForwardRatio, dropout, feedForwardDropout, epsilon);
    features.ifPresent(count -> Require.positive("features", count));
    headWidth.ifPresent(size -> Require.positive("head-width", size));
    Require.atLeast("redraw", redraw, 0);
    Require.between("kernel-epsilon", kernelEpsilon, 0, 1);
  }

  private BlockForm form(int width) {
    return new PlainBlocks(norm, activation, feedForwardRatio, dropout, feedForwardDropout, epsilon)
        .form(width);
  }

  private LinearAttention.Form attention(Dimensions sizes) {
    int head = headWidth.orElse(sizes.width() / sizes.heads());
    return new LinearAttention.Form(
        kernel,
        features.orElse(Math.max(1, (int) (head * Math.log(head)))),
        rowNorm,
        redraw,
        kernelEpsilon,
        scaled,
        asPublished,
        head,
        qkvBias,
        true,
        secondOutput);
  }

  @Override
  public Backbone build(BuildContext context) {
    LinearAttention.Form mixer = attention(context.sizes());
    return Blocks.of(context, form(context.width()), within -> new LinearAttention(within, mixer));
  }

  @Override
  public Traits traits() {
    boolean stabilised = kernel == Kernel.SOFTMAX || kernel == Kernel.EXP || kernel == Kernel.COSH;
    return new Traits(false, !asPublished, true, !(asPublished && stabilised));
  }

  @Override
  public long multiplyAdds(Dimensions sizes, int tokens) {
    long perToken =
        attention(sizes).multiplyAdds(sizes.width(), sizes.heads())
            + form(sizes.width()).multiplyAdds(sizes.width());
    return sizes.layers() * perToken * tokens;
  }

  @Override
  public long activations(Dimensions sizes, int tokens) {
    long perToken =
        attention(sizes).activations(sizes.heads())
            + form(sizes.width()).activations(sizes.width());
    return sizes.layers() * perToken * tokens;
  }
}
