package org.polysome.backbone;

import java.util.OptionalInt;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Traits;

/** Seam: what mixes the tokens of a cell. */
public sealed interface BackboneSpec
    permits Cnn, Mamba, Mlp, MlpMixer, ModernBert, Nystromformer, Performer, Transformer {

  /** Makes the live backbone. */
  Backbone build(BuildContext context);

  /** What it promises about its input. */
  Traits traits();

  /** The only number of tokens it works at, if it works at one only. */
  default OptionalInt onlyLength() {
    return OptionalInt.empty();
  }

  /** Whether its first blocks alone are a backbone too, under the same parameter names. */
  default boolean cuts() {
    return true;
  }

  /** Multiply-adds of one cell of so many tokens, forward. */
  long multiplyAdds(Dimensions sizes, int tokens);

  /** Numbers kept for the backward pass by one cell of so many tokens, roughly. */
  long activations(Dimensions sizes, int tokens);
}
