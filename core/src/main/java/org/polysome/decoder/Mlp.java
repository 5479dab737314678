package org.polysome.decoder;

import java.util.List;
import java.util.stream.IntStream;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Layer;
import org.polysome.nn.Linear;

/**
 * Linear layers of the model's width with an activation after each, then one to the outputs.
 *
 * @param hidden number of layers before the last
 * @param activation after each of them
 */
public record Mlp(@Default("2") int hidden, @Default("leaky-relu") Activation activation)
    implements TokenDecoderSpec {

  /** Checks the number of layers. */
  public Mlp {
    Require.atLeast("hidden", hidden, 0);
  }

  @Override
  public Layer build(BuildContext context, int outputs) {
    List<Linear> layers =
        IntStream.range(0, hidden)
            .mapToObj(n -> Linear.of(context.in("hidden." + n), context.width(), context.width()))
            .toList();
    Linear last = Linear.of(context.in("out"), context.width(), outputs);
    return (rows, mode) -> {
      var hiddenRows = rows;
      for (Linear layer : layers) {
        hiddenRows = activation.apply(layer.forward(hiddenRows));
      }
      return last.forward(hiddenRows);
    };
  }
}
