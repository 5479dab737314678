package org.polysome.train.embed;

import java.util.List;
import org.polysome.tokenizer.TokenBatch;

/**
 * A batch, which values of it are asked for, and which it shows.
 *
 * @param batch as the model gets it
 * @param asked the hidden values that are not zero, cell by cell
 * @param shown the values that are not zero and not hidden
 */
record AskedBatch(TokenBatch batch, List<Asked> asked, List<Shown> shown) {

  /**
   * A hidden value.
   *
   * @param cell which cell of the batch
   * @param gene its id in the vocabulary
   * @param value the truth
   * @param total the sum of the counts that the cell shows or would show
   * @param place where the model's predictions of the batch have it
   */
  record Asked(int cell, int gene, double value, double total, int place) {}

  /**
   * A value that the model sees.
   *
   * @param cell which cell of the batch
   */
  record Shown(int cell, int gene, double value) {}
}
