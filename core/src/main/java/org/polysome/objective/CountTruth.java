package org.polysome.objective;

import org.polysome.tensor.Tensor;

/**
 * The counts of cells as they are.
 *
 * @param logs normalised values, as the tokenizer's spec says (cells, genes)
 * @param counts raw counts (cells, genes)
 * @param sizes the size factor of each cell (cells, 1): its total count over the total that counts
 *     are normalised to
 */
record CountTruth(Tensor logs, Tensor counts, Tensor sizes) {

  /** The size factors (cells, 1) of counts (cells, genes). */
  static Tensor sizes(Tensor counts, double total) {
    // A cell without counts has the size of one count, so that its mean is not zero.
    return counts.sum(1).unsqueeze(1).atLeast(1).divide(total);
  }
}
