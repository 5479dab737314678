package org.polysome.decoder;

import org.polysome.nn.BuildContext;
import org.polysome.nn.Layer;

/** Seam: from the vector of a cell to numbers about every gene of the vocabulary. */
public sealed interface CellDecoderSpec permits WholeCell {

  /**
   * Makes the live decoder, which takes (cells, width) to (cells, genes, outputs).
   *
   * @param outputs numbers per gene
   */
  Layer build(BuildContext context, int outputs);
}
