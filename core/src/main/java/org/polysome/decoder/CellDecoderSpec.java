package org.polysome.decoder;

import org.polysome.nn.BuildContext;
import org.polysome.nn.Layer;

/** Seam: from the vector of a cell to numbers about every gene of the vocabulary. */
public sealed interface CellDecoderSpec permits WholeCell, Linear, ResidualMlp {

  /**
   * Makes the live decoder, which takes (cells, inputs) to (cells, genes, outputs).
   *
   * @param inputs numbers per cell
   * @param outputs numbers per gene
   */
  Layer build(BuildContext context, int inputs, int outputs);

  /** The live decoder of cells as wide as the model. */
  default Layer build(BuildContext context, int outputs) {
    return build(context, context.width(), outputs);
  }
}
