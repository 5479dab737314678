package org.polysome.encoder.value;

import java.util.Optional;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dropout;
import org.polysome.nn.LayerNorm;
import org.polysome.nn.Mode;
import org.polysome.tensor.Tensor;

/**
 * An encoder with layer norm and dropout behind it, over tokens of all kinds: parameters {@code
 * norm.weight}, {@code norm.bias}.
 */
final class Finished implements ValueEncoder {

  private static final double EPSILON = 1e-5;

  private final ValueEncoder inner;
  private final Optional<LayerNorm> norm;
  private final Dropout dropout;

  Finished(BuildContext context, ValueEncoder inner, boolean layerNorm, double dropout) {
    this.inner = inner;
    this.dropout = new Dropout(dropout);
    norm =
        layerNorm
            ? Optional.of(new LayerNorm(context.in("norm"), context.width(), EPSILON))
            : Optional.empty();
  }

  @Override
  public Tensor forward(TokenValues tokens, Mode mode) {
    Tensor encoded = inner.forward(tokens, mode);
    return dropout.forward(norm.map(layer -> layer.forward(encoded)).orElse(encoded), mode);
  }
}
