package org.polysome.model;

import org.polysome.nn.Mode;

/**
 * A model whose way from a cell to its vector has two halves: tokens are embedded one by one, then
 * mixed and pooled. What lies between is continuous, unlike genes and bins of values, so that
 * gradients can be taken there.
 */
public interface TokenCellModel extends CellModel {

  /**
   * The tokens of a batch that the vector of a cell is made of: all of them, or, in an encoder and
   * decoder, those that the encoder sees.
   */
  ModelBatch read(ModelBatch batch);

  /** Embeds the tokens of {@link #read}. Made in the scope of the caller. */
  Embedded embed(ModelBatch batch, Mode mode);

  /**
   * Mixes and pools what {@link #embed} made, or something else of the same shapes.
   *
   * @param batch what was embedded, as it was before {@link #read}
   */
  Encoded encode(Embedded embedded, ModelBatch batch, Mode mode);

  @Override
  default Encoded encode(ModelBatch batch, Mode mode) {
    return encode(embed(batch, mode), batch, mode);
  }
}
