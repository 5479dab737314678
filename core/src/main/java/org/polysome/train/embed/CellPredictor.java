package org.polysome.train.embed;

import java.util.List;
import java.util.Map;
import org.polysome.tokenizer.Cell;

/** Predicts the expression of cells. */
@FunctionalInterface
interface CellPredictor {

  /**
   * Predictions over the vocabulary (cells, genes), row-major. What a cell gets depends on its
   * content and the run, not on the others.
   *
   * @param labels label codes of the cells by column
   */
  float[] predict(List<Cell> cells, Map<String, int[]> labels);
}
