package org.polysome.backbone;

import java.util.List;
import java.util.stream.IntStream;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Mode;
import org.polysome.nn.RmsNorm;
import org.polysome.nn.Traits;
import org.polysome.tensor.Tensor;

/**
 * Mamba (arXiv 2312.00752) as in the long-tail benchmark: blocks {@code x + mixer(norm(x))} with a
 * selective scan along the tokens, and a last norm. A token sees those before it only, so that the
 * state of a cls token that comes first is the same for every cell: pool otherwise, or read in both
 * directions.
 *
 * @param states numbers that the scan keeps for each channel
 * @param kernel tokens that the convolution before the scan sees
 * @param expansion channels of the scan for each number of the width
 * @param bidirectional whether a second mixer in each block reads the cell from its end
 * @param epsilon added to the mean square by the norms
 */
public record Mamba(
    @Default("4") int states,
    @Default("4") int kernel,
    @Default("2") int expansion,
    @Default("false") boolean bidirectional,
    @Default("1e-5") double epsilon)
    implements BackboneSpec {

  private static final int WIDTH_PER_RANK = 16;

  /** Checks the ranges. */
  public Mamba {
    Require.positive("states", states);
    Require.positive("kernel", kernel);
    Require.positive("expansion", expansion);
    Require.positive("epsilon", epsilon);
  }

  /** Channels of the scan. */
  int channels(int width) {
    return expansion * width;
  }

  /** Numbers from which the step of each channel is made. */
  int rank(int width) {
    return (width + WIDTH_PER_RANK - 1) / WIDTH_PER_RANK;
  }

  @Override
  public Backbone build(BuildContext context) {
    List<MambaBlock> blocks =
        IntStream.range(0, context.sizes().layers())
            .mapToObj(n -> new MambaBlock(context.in("layers." + n), this))
            .toList();
    RmsNorm last = new RmsNorm(context.in("norm"), context.width(), epsilon);
    return new Live(blocks, last);
  }

  private record Live(List<MambaBlock> blocks, RmsNorm last) implements Backbone {
    @Override
    public Tensor forward(Sequence sequence, Mode mode) {
      Tensor tokens = sequence.embedded();
      for (MambaBlock block : blocks) {
        tokens = block.forward(tokens, sequence.present());
      }
      return last.forward(tokens);
    }

    @Override
    public Backbone first(int count) {
      return new Live(blocks.subList(0, count), last);
    }
  }

  @Override
  public Traits traits() {
    return new Traits(false, true, false, true);
  }

  @Override
  public long multiplyAdds(Dimensions sizes, int tokens) {
    long width = sizes.width();
    long channels = channels(sizes.width());
    long selection = 2L * rank(sizes.width()) + 2L * states;
    // Each state is multiplied by its factor, written to and read.
    long perChannel = 3 * width + kernel + selection + 3L * states + 2;
    return mixers(sizes) * tokens * channels * perChannel;
  }

  @Override
  public long activations(Dimensions sizes, int tokens) {
    long channels = channels(sizes.width());
    long perToken = 4L * sizes.width() + 10 * channels + 4L * states + 2L * rank(sizes.width());
    return mixers(sizes) * (tokens * perToken + tokens / SelectiveScan.CHUNK * channels * states);
  }

  private long mixers(Dimensions sizes) {
    return (bidirectional ? 2L : 1L) * sizes.layers();
  }
}
