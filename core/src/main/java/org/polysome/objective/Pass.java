package org.polysome.objective;

import java.util.Optional;
import org.polysome.fault.UsageException;
import org.polysome.model.CellModel;
import org.polysome.model.Encoded;
import org.polysome.model.ModelBatch;
import org.polysome.nn.Mode;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenBatch;

/**
 * One batch on its way through a model, whose states several objectives share.
 *
 * @param inputs the batch on the device
 * @param mode whether dropout and the like act
 * @param states what the model made of it
 * @param model what made them
 */
public record Pass(ModelBatch inputs, Mode mode, Encoded states, CellModel model) {

  /** Sends a batch through a model. Made in the scope of the caller. */
  public static Pass through(CellModel model, ModelBatch inputs, Mode mode) {
    return new Pass(inputs, mode, model.encode(inputs, mode), model);
  }

  /** The batch on the host. */
  public TokenBatch batch() {
    return inputs.host();
  }

  /** The vectors of the tokens' genes before anything is mixed, (cells, tokens, width). */
  public Tensor genes() {
    return states.genes();
  }

  /** The states of all tokens, (cells, tokens, width). */
  public Tensor tokens() {
    return states.tokens();
  }

  /** The pooled states, (cells, width). */
  public Tensor cells() {
    return states.cells();
  }

  /**
   * The vectors of the cells' labels (cells, {@link ObjectiveContext#labelWidth}), which heads that
   * predict values read beside the states; nothing where the model has none.
   */
  public Optional<Tensor> labels() {
    return states.labels();
  }

  /**
   * The vectors of all genes of the vocabulary before anything is mixed, (genes, width).
   *
   * @throws UsageException if the model has none
   */
  public Tensor geneVectors() {
    return model.geneVectors();
  }

  /**
   * The variances of the cells' vectors, of which {@link #cells} are then the means (cells, width).
   *
   * @throws UsageException if the model makes one vector of a cell and no distribution
   */
  public Tensor variances() {
    return states
        .variances()
        .orElseThrow(
            () ->
                new UsageException(
                    "the model makes no distribution of a cell, which an objective asks for; use"
                        + " scvi"));
  }

  /** The same batch through the model once more, with the dropout that comes next. */
  public Pass again() {
    return through(model, inputs, mode);
  }
}
