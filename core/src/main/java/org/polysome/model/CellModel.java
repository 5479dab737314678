package org.polysome.model;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.polysome.fault.UsageException;
import org.polysome.nn.Mode;
import org.polysome.tensor.Tensor;

/** A live model of cells. Its parameters belong to the store it was built with. */
@FunctionalInterface
public interface CellModel {

  /** Sends a batch through the model. Made in the scope of the caller. */
  Encoded encode(ModelBatch batch, Mode mode);

  /**
   * The vectors of all genes of the vocabulary before anything is mixed, (genes, width).
   *
   * @throws UsageException if the model has none
   */
  default Tensor geneVectors() {
    throw new UsageException("the model has no vectors of genes, which an objective asks for");
  }

  /** The pooled states alone (cells, width), for whom nothing else is of use. */
  default Tensor cells(ModelBatch batch, Mode mode) {
    return encode(batch, mode).cells();
  }

  /**
   * The same model without its blocks: a cell is pooled from the embedding of its tokens.
   *
   * @throws UsageException if it has no tokens, or their states are not what is pooled
   */
  default CellModel withoutBlocks() {
    throw new UsageException("layer 0 of the model: it has no embedding of tokens to pool");
  }

  /**
   * The way back from vectors of cells (cells, width) to normalised values (cells, genes); empty
   * where the model has none of its own.
   */
  default Optional<UnaryOperator<Tensor>> decoder() {
    return Optional.empty();
  }

  /**
   * Called before each training step, for what changes between steps by number and not by gradient.
   *
   * @param step steps done before
   */
  default void atStep(long step) {}
}
