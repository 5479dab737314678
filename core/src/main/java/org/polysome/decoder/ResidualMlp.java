package org.polysome.decoder;

import java.util.List;
import java.util.stream.IntStream;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Layer;
import org.polysome.nn.LayerNorm;
import org.polysome.nn.Linear;
import org.polysome.tensor.Tensor;

/**
 * Blocks {@code h + W2 act(W1 norm(h))} as wide as the cell's vector, then one linear layer (TxFM,
 * TxFM, section 3; no block is its linear decoder).
 *
 * @param layers number of blocks
 * @param activation within a block
 * @param epsilon added to the variance by the norms
 */
public record ResidualMlp(
    @Default("4") int layers,
    @Default("gelu") Activation activation,
    @Default("1e-6") double epsilon)
    implements CellDecoderSpec {

  /** Checks the sizes. */
  public ResidualMlp {
    Require.atLeast("layers", layers, 0);
    Require.positive("epsilon", epsilon);
  }

  @Override
  public Layer build(BuildContext context, int inputs, int outputs) {
    List<Layer> blocks =
        IntStream.range(0, layers).mapToObj(n -> block(context.in("layers." + n), inputs)).toList();
    Layer last = new org.polysome.decoder.Linear().build(context, inputs, outputs);
    return (cells, mode) -> {
      Tensor states = cells;
      for (Layer block : blocks) {
        states = states.add(block.forward(states, mode));
      }
      return last.forward(states, mode);
    };
  }

  private Layer block(BuildContext context, int width) {
    LayerNorm norm = new LayerNorm(context.in("norm"), width, epsilon);
    Linear up = Linear.of(context.in("up"), width, width);
    Linear down = Linear.of(context.in("down"), width, width);
    return (cells, mode) -> down.forward(activation.apply(up.forward(norm.forward(cells))));
  }
}
