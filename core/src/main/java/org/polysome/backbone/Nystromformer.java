package org.polysome.backbone;

import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.NystromAttention;
import org.polysome.nn.PseudoInverse;
import org.polysome.nn.Traits;

/**
 * Nystromformer (arXiv 2102.03902): a transformer whose attention goes by way of landmarks, the
 * means of consecutive tokens, so that the order of the tokens counts a little even without
 * positions. With {@code norm: pre} a last norm follows the blocks.
 *
 * @param norm where the norms are
 * @param activation within the feed-forward layers
 * @param feedForwardRatio inner width of the feed-forward layers over the width
 * @param landmarks of a cell at most; 512 in BMFM-RNA
 * @param iterations towards the pseudo-inverse
 * @param inverse how the pseudo-inverse is approached
 * @param convolution odd number of tokens that the convolution of the values sees; without one
 *     there is none
 * @param dropout after the attention and after the feed-forward layers
 * @param feedForwardDropout between the feed-forward layers
 * @param epsilon added to the variance by the norms
 * @param asPublished whether padding and the start of the inverse are as in the published code: a
 *     cell's result then depends on its batch mates and on padding
 */
public record Nystromformer(
    @Default("post") Norm norm,
    @Default("gelu-tanh") Activation activation,
    @Default("4") double feedForwardRatio,
    @Default("64") int landmarks,
    @Default("6") int iterations,
    @Default("original") PseudoInverse inverse,
    Optional<Integer> convolution,
    @Default("0") double dropout,
    @Default("0") double feedForwardDropout,
    @Default("1e-5") double epsilon,
    @Default("false") boolean asPublished)
    implements BackboneSpec {

  /** Checks the ranges. */
  public Nystromformer {
    new PlainBlocks(norm, activation, feedForwardRatio, dropout, feedForwardDropout, epsilon);
    new NystromAttention.Form(landmarks, iterations, inverse, convolution, asPublished);
  }

  private BlockForm form(int width) {
    return new PlainBlocks(norm, activation, feedForwardRatio, dropout, feedForwardDropout, epsilon)
        .form(width);
  }

  @Override
  public Backbone build(BuildContext context) {
    NystromAttention.Form mixer =
        new NystromAttention.Form(landmarks, iterations, inverse, convolution, asPublished);
    return Blocks.of(context, form(context.width()), within -> new NystromAttention(within, mixer));
  }

  @Override
  public Traits traits() {
    return new Traits(false, !asPublished, false, !asPublished);
  }

  @Override
  public long multiplyAdds(Dimensions sizes, int tokens) {
    long width = sizes.width();
    long linear =
        4 * width * width
            + form(sizes.width()).multiplyAdds(width)
            + convolution.orElse(0) * width
            + 6L * landmarks * width
            + (long) sizes.heads() * landmarks * landmarks;
    long square = (long) landmarks * landmarks;
    long products =
        inverse == PseudoInverse.NEWTON ? 2 : inverse == PseudoInverse.CHEBYSHEV ? 3 : 4;
    long inverted = sizes.heads() * products * iterations * square * landmarks;
    return sizes.layers() * (linear * tokens + square * width + inverted);
  }

  @Override
  public long activations(Dimensions sizes, int tokens) {
    long width = sizes.width();
    long perToken = 5 * width + form(sizes.width()).activations(width);
    long factors = sizes.heads() * 5L * landmarks;
    long inverted = 8L * sizes.heads() * iterations * landmarks * landmarks;
    return sizes.layers() * ((perToken + factors) * tokens + inverted);
  }
}
