package org.polysome.decoder;

import org.polysome.nn.BuildContext;
import org.polysome.nn.Layer;

/** Seam: from the vectors of single tokens to numbers about each. */
public sealed interface TokenDecoderSpec permits Mlp {

  /**
   * Makes the live decoder, which takes (rows, width) to (rows, outputs). It is given the asked-for
   * rows only, never the padding and what is not masked.
   *
   * @param outputs numbers per row: one for a value, one per bin for bins
   */
  Layer build(BuildContext context, int outputs);
}
