package org.polysome.train.embed;

import java.util.List;
import java.util.Map;
import org.polysome.tokenizer.Cell;

/** What cells are asked: which of their values are hidden from the model. */
interface Questions {

  /**
   * Asks some cells. What a cell is asked depends on its content and the run, not on the others.
   *
   * @param labels label codes of the cells by column
   */
  AskedBatch ask(List<Cell> cells, Map<String, int[]> labels);
}
