package org.polysome.corpus;

import java.util.List;
import org.polysome.tokenizer.TokenBatch;

/**
 * The batches of one step, ready to train on.
 *
 * @param step which step
 * @param epoch the epoch it belongs to
 * @param rows the corpus rows in them, in order
 * @param batches one or, with accumulation, several
 */
public record LoadedStep(long step, long epoch, int[] rows, List<TokenBatch> batches) {

  /** Copies the list. */
  public LoadedStep {
    batches = List.copyOf(batches);
  }
}
