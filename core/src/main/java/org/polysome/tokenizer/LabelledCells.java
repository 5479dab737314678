package org.polysome.tokenizer;

import java.util.List;
import java.util.Map;

/**
 * Cells with label codes.
 *
 * @param cells the cells
 * @param labels a code per cell by column, {@link TokenBatch#NO_LABEL} where missing
 */
public record LabelledCells(List<Cell> cells, Map<String, int[]> labels) {

  /** Checks that there is a code for each cell. */
  public LabelledCells {
    cells = List.copyOf(cells);
    labels = Map.copyOf(labels);
    for (Map.Entry<String, int[]> column : labels.entrySet()) {
      if (column.getValue().length != cells.size()) {
        throw new IllegalArgumentException(
            column.getValue().length
                + " labels of "
                + column.getKey()
                + " for "
                + cells.size()
                + " cells");
      }
    }
  }
}
