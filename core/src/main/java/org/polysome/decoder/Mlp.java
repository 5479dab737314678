package org.polysome.decoder;

import java.util.List;
import java.util.stream.IntStream;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Layer;
import org.polysome.nn.Linear;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * Linear layers of the model's width with an activation after each, then one to the outputs.
 *
 * @param hidden number of layers before the last
 * @param activation after each of them
 * @param separate whether every output has layers of its own, as the value and the zero probability
 *     in scGPT; their names then begin with the number of the output
 */
public record Mlp(
    @Default("2") int hidden,
    @Default("leaky-relu") Activation activation,
    @Default("false") boolean separate)
    implements TokenDecoderSpec {

  /** Checks the number of layers. */
  public Mlp {
    Require.atLeast("hidden", hidden, 0);
  }

  /** One stack for all outputs. */
  public Mlp(int hidden, Activation activation) {
    this(hidden, activation, false);
  }

  @Override
  public Layer build(BuildContext context, int inputs, int outputs) {
    if (!separate) {
      return stack(context, inputs, outputs);
    }
    List<Layer> stacks =
        IntStream.range(0, outputs)
            .mapToObj(output -> stack(context.in("output." + output), inputs, 1))
            .toList();
    return (rows, mode) ->
        Tensors.concatenate(stacks.stream().map(stack -> stack.forward(rows, mode)).toList(), 1);
  }

  private Layer stack(BuildContext context, int inputs, int outputs) {
    int width = context.width();
    List<Linear> layers =
        IntStream.range(0, hidden)
            .mapToObj(n -> Linear.of(context.in("hidden." + n), n == 0 ? inputs : width, width))
            .toList();
    Linear last = Linear.of(context.in("out"), hidden == 0 ? inputs : width, outputs);
    return (rows, mode) -> {
      Tensor hiddenRows = rows;
      for (Linear layer : layers) {
        hiddenRows = activation.apply(layer.forward(hiddenRows));
      }
      return last.forward(hiddenRows);
    };
  }
}
