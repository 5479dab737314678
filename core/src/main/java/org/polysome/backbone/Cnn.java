package org.polysome.backbone;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Dropout;
import org.polysome.nn.Mode;
import org.polysome.nn.Traits;
import org.polysome.tensor.Tensor;

/**
 * Convolutions along the tokens with batch norm and residual connections, then the mean over what
 * is left of the positions: the CNN of the long-tail benchmark, and with {@code order: gene} its
 * permuted CNN (eq. 6, tokens in one fixed order for all cells). Every block but the first of each
 * six halves the number of positions. There is one state for the cell and none for its tokens.
 *
 * @param kernel tokens that an output sees, an odd number
 * @param order in which the tokens stand before the first block; the tokenizer's own default is the
 *     order of the genes too, so that the plain CNN of the paper takes {@code tokenizer.order:
 *     shuffled}
 * @param dropout after the activation of each block
 * @param epsilon added to the variance by the norms
 * @param asPublished whether padding takes part as if it were a gene, as in the code of the
 *     long-tail benchmark
 */
public record Cnn(
    @Default("9") int kernel,
    @Default("given") ReadingOrder order,
    @Default("0") double dropout,
    @Default("1e-5") double epsilon,
    @Default("false") boolean asPublished)
    implements BackboneSpec {

  private static final int PERIOD = 6;

  /** Checks the ranges. */
  public Cnn {
    Require.that(kernel >= 1 && kernel % 2 == 1, "kernel", "must be odd", kernel);
    Dropout.require("dropout", dropout);
    Require.positive("epsilon", epsilon);
  }

  /** Tokens from one output of a block to the next. */
  static int stride(int block) {
    return block % PERIOD == 0 ? 1 : 2;
  }

  @Override
  public Backbone build(BuildContext context) {
    List<CnnBlock> blocks =
        IntStream.range(0, context.sizes().layers())
            .mapToObj(n -> new CnnBlock(context.in("layers." + n), this, stride(n)))
            .toList();
    return new Live(this, blocks);
  }

  private record Live(Cnn spec, List<CnnBlock> blocks) implements Backbone {
    @Override
    public Tensor forward(Sequence given, Mode mode) {
      Sequence sequence = spec.order.of(given);
      Optional<Tensor> present = spec.asPublished ? Optional.empty() : sequence.present();
      Tensor states = Padding.filled(sequence.embedded(), present, 0);
      for (CnnBlock block : blocks) {
        states = block.forward(states, present, mode);
        present = Padding.everyOther(present, block.stride());
      }
      return Padding.mean(states, present);
    }

    @Override
    public Backbone first(int count) {
      return new Live(spec, blocks.subList(0, count));
    }
  }

  @Override
  public Traits traits() {
    return new Traits(false, !asPublished, order == ReadingOrder.GENE, true)
        .withBatchNorm()
        .withoutTokenStates();
  }

  @Override
  public long multiplyAdds(Dimensions sizes, int tokens) {
    return (long) kernel * sizes.width() * sizes.width() * outputs(sizes.layers(), tokens);
  }

  @Override
  public long activations(Dimensions sizes, int tokens) {
    return 6L * sizes.width() * outputs(sizes.layers(), tokens);
  }

  /** Positions that the blocks give, all blocks together. */
  private static long outputs(int blocks, int tokens) {
    long sum = 0;
    int positions = tokens;
    for (int block = 0; block < blocks; block++) {
      positions = (positions + stride(block) - 1) / stride(block);
      sum += positions;
    }
    return sum;
  }
}
