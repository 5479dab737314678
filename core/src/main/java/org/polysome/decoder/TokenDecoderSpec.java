package org.polysome.decoder;

import org.polysome.nn.BuildContext;
import org.polysome.nn.Layer;

/** Seam: from the vectors of single tokens, or of cells, to a few numbers about each. */
public sealed interface TokenDecoderSpec permits Mlp, NormedMlp {

  /**
   * Makes the live decoder, which takes (rows, inputs) to (rows, outputs). It is given the
   * asked-for rows only, never the padding and what is not masked.
   *
   * @param inputs numbers per row that it reads: the model's width, or more where something is
   *     joined to the states
   * @param outputs numbers per row that it makes: one for a value, one per bin for bins
   */
  Layer build(BuildContext context, int inputs, int outputs);

  /** The live decoder of rows as wide as the model. */
  default Layer build(BuildContext context, int outputs) {
    return build(context, context.width(), outputs);
  }
}
