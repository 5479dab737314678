package org.polysome.backbone;

import java.util.List;
import java.util.stream.IntStream;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.LayerNorm;
import org.polysome.nn.Linear;
import org.polysome.nn.Mode;
import org.polysome.nn.Traits;
import org.polysome.tensor.Tensor;

/**
 * Two linear layers per token and block, {@code x + gelu(norm(W2 relu(W1 x)))}: the plain MLP of
 * the long-tail benchmark (table 3). Tokens do not see each other, so that the state of a cls token
 * is the same for every cell: pool otherwise.
 *
 * @param epsilon added to the variance by the norms
 */
public record Mlp(@Default("1e-5") double epsilon) implements BackboneSpec {

  /** Checks epsilon. */
  public Mlp {
    Require.positive("epsilon", epsilon);
  }

  @Override
  public Backbone build(BuildContext context) {
    List<Block> blocks =
        IntStream.range(0, context.sizes().layers())
            .mapToObj(n -> new Block(context.in("layers." + n), epsilon))
            .toList();
    return new Live(blocks);
  }

  private record Live(List<Block> blocks) implements Backbone {
    @Override
    public Tensor forward(Sequence sequence, Mode mode) {
      Tensor tokens = sequence.embedded();
      for (Block block : blocks) {
        tokens = tokens.add(block.forward(tokens));
      }
      return tokens;
    }

    @Override
    public Backbone first(int count) {
      return new Live(blocks.subList(0, count));
    }
  }

  private static final class Block {
    private final Linear up;
    private final Linear down;
    private final LayerNorm norm;

    Block(BuildContext context, double epsilon) {
      up = Linear.of(context.in("up"), context.width(), context.width());
      down = Linear.of(context.in("down"), context.width(), context.width());
      norm = new LayerNorm(context.in("norm"), context.width(), epsilon);
    }

    Tensor forward(Tensor tokens) {
      Tensor mixed = down.forward(Activation.RELU.apply(up.forward(tokens)));
      return Activation.GELU.apply(norm.forward(mixed, Mode.EVALUATION));
    }
  }

  @Override
  public Traits traits() {
    return Traits.FREE;
  }

  @Override
  public long multiplyAdds(Dimensions sizes, int tokens) {
    return 2L * sizes.layers() * sizes.width() * sizes.width() * tokens;
  }

  @Override
  public long activations(Dimensions sizes, int tokens) {
    return 5L * sizes.layers() * sizes.width() * tokens;
  }
}
