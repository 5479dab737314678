package org.polysome.corpus;

import org.polysome.tokenizer.CellBuffer;

/** Cells that are read by row, in any order, by many threads at once. */
public interface CellStore {

  /** Fills a buffer with a cell. */
  void read(int row, CellBuffer buffer);

  /**
   * The label codes of some rows, {@link org.polysome.tokenizer.TokenBatch#NO_LABEL} where missing.
   *
   * @throws org.polysome.fault.DataException if there is no such column of labels
   */
  int[] labels(String column, int[] rows);
}
