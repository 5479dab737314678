package org.polysome.objective;

import java.util.Optional;
import org.polysome.fault.UsageException;
import org.polysome.nn.Mode;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenBatch;

/** One batch on its way through a model, whose states several objectives share. */
public interface Pass {

  /** The batch on the host. */
  TokenBatch batch();

  /** Whether dropout and the like act. */
  Mode mode();

  /** The vectors of the tokens' genes before anything is mixed, (cells, tokens, width). */
  Tensor genes();

  /** The states of all tokens, (cells, tokens, width). */
  Tensor tokens();

  /** The pooled states, (cells, width). */
  Tensor cells();

  /**
   * The vectors of the cells' labels (cells, {@link ObjectiveContext#labelWidth}), which heads that
   * predict values read beside the states; nothing where the model has none.
   */
  default Optional<Tensor> labels() {
    return Optional.empty();
  }

  /**
   * The vectors of all genes of the vocabulary before anything is mixed, (genes, width).
   *
   * @throws UsageException if the model has none
   */
  default Tensor geneVectors() {
    throw new UsageException("the model has no vectors of genes, which an objective asks for");
  }

  /**
   * The variances of the cells' vectors, of which {@link #cells} are then the means (cells, width).
   *
   * @throws UsageException if the model makes one vector of a cell and no distribution
   */
  default Tensor variances() {
    throw new UsageException(
        "the model makes no distribution of a cell, which an objective asks for; use scvi");
  }

  /** The same batch through the model once more, with the dropout that comes next. */
  Pass again();
}
