package org.polysome.model;

import org.polysome.nn.Mode;

/** A live model of cells. Its parameters belong to the store it was built with. */
@FunctionalInterface
public interface CellModel {

  /** Sends a batch through the model. Made in the scope of the caller. */
  Encoded encode(ModelBatch batch, Mode mode);
}
