package org.polysome.backbone;

import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Traits;

/** Seam: what mixes the tokens of a cell. */
public sealed interface BackboneSpec permits Transformer, ModernBert {

  /** Makes the live backbone. */
  Backbone build(BuildContext context);

  /** What it promises about its input. */
  Traits traits();

  /** Multiply-adds of one cell of so many tokens, forward. */
  long multiplyAdds(Dimensions sizes, int tokens);

  /** Numbers kept for the backward pass by one cell of so many tokens, roughly. */
  long activations(Dimensions sizes, int tokens);
}
