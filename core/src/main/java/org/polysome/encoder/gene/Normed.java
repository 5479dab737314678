package org.polysome.encoder.gene;

import org.polysome.nn.BuildContext;
import org.polysome.nn.LayerNorm;

/** Layer norm behind a gene encoder: parameters {@code norm.weight}, {@code norm.bias}. */
final class Normed {

  private static final double EPSILON = 1e-5;

  private Normed() {}

  /** The encoder, with or without a norm behind it. */
  static GeneEncoder of(BuildContext context, boolean layerNorm, GeneEncoder encoder) {
    if (!layerNorm) {
      return encoder;
    }
    LayerNorm norm = new LayerNorm(context.in("norm"), context.width(), EPSILON);
    return genes -> norm.forward(encoder.forward(genes));
  }
}
