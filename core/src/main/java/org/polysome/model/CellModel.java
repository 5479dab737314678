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
   * The same model, pooling a cell from the states after one of its blocks. A last norm of the
   * backbone still applies.
   *
   * @param block one of {@link ModelSpec#blocksToPool}; 0 is the embedding of tokens, before any
   *     block
   */
  default CellModel after(int block) {
    return this;
  }

  /**
   * The same model as far as cells are embedded by it: up to the block whose states are pooled
   * then.
   */
  default CellModel toEmbed() {
    return this;
  }

  /**
   * How much each token takes from each other in a block, outside training.
   *
   * @param block counted from 1
   * @return (cells, heads, queries, keys), as {@link org.polysome.nn.TokenMixer#weights} says
   * @throws UsageException if the model has no attention, or no such block
   */
  default Tensor attention(ModelBatch batch, int block) {
    throw new UsageException("the model has no attention weights");
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
