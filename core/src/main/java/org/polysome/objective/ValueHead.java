package org.polysome.objective;

import java.util.function.Function;
import org.polysome.tensor.Tensor;

/**
 * How an objective predicts single values, for whoever wants the predictions and not the loss.
 *
 * @param asked which values it predicts
 * @param unit what a prediction is
 * @param predict the predictions of a batch: (rows) of hidden values in the order of {@link
 *     org.polysome.tokenizer.TokenBatch.Masked}, or (cells, genes) of whole cells
 */
public record ValueHead(Asked asked, Unit unit, Function<Pass, Tensor> predict) {

  /** Which values are predicted. */
  public enum Asked {
    /** Those that are hidden among the tokens of a batch. */
    HIDDEN,
    /** One for each gene of the vocabulary, of cells that come whole with the batch. */
    WHOLE_CELLS
  }

  /** What a prediction is. */
  public enum Unit {
    /** A value as the tokenizer normalises it. */
    VALUE,
    /** The count that is expected of a gene. */
    COUNT,
    /** The number of a bin of the cell's values, 0 for zero; only where expression is predicted. */
    BIN
  }
}
