package org.polysome.decoder;

import java.util.ArrayList;
import java.util.List;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Layer;
import org.polysome.nn.LayerNorm;
import org.polysome.nn.Linear;
import org.polysome.tensor.Tensor;

/**
 * Linear layers of the model's width, with an activation and a layer norm after each, then one to
 * the outputs: the classifier (two layers, ReLU) and the adversarial discriminator (two layers,
 * leaky ReLU) of scGPT.
 *
 * @param hidden number of layers before the last
 * @param activation after each of them
 * @param epsilon added to the variance by the norms
 */
public record NormedMlp(
    @Default("2") int hidden,
    @Default("relu") Activation activation,
    @Default("1e-5") double epsilon)
    implements TokenDecoderSpec {

  /** Checks the sizes. */
  public NormedMlp {
    Require.atLeast("hidden", hidden, 0);
    Require.positive("epsilon", epsilon);
  }

  @Override
  public Layer build(BuildContext context, int inputs, int outputs) {
    int width = context.width();
    List<Layer> layers = new ArrayList<>();
    for (int n = 0; n < hidden; n++) {
      BuildContext inner = context.in("hidden." + n);
      Linear linear = Linear.of(inner, n == 0 ? inputs : width, width);
      LayerNorm norm = new LayerNorm(inner.in("norm"), width, epsilon);
      layers.add((rows, mode) -> norm.forward(activation.apply(linear.forward(rows))));
    }
    layers.add(Linear.of(context.in("out"), hidden == 0 ? inputs : width, outputs));
    return (rows, mode) -> {
      Tensor states = rows;
      for (Layer layer : layers) {
        states = layer.forward(states, mode);
      }
      return states;
    };
  }
}
