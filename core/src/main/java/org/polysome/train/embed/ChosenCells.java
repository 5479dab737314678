package org.polysome.train.embed;

import java.util.ArrayList;
import java.util.List;
import org.polysome.matrix.CsrMatrix;
import org.polysome.tokenizer.Cell;

/** Some cells of a file, read by blocks from the first to the last. Not thread-safe. */
final class ChosenCells {

  private static final int BLOCK = 1024;

  private final AlignedCells cells;
  private final int[] rows;
  private int start;
  private CsrMatrix block;

  /**
   * Cells of a file.
   *
   * @param rows which, ascending
   */
  ChosenCells(AlignedCells cells, int[] rows) {
    this.cells = cells;
    this.rows = rows;
    this.block = read();
  }

  /** The cells at some of the places, each over the vocabulary. */
  List<Cell> cells(int from, int until) {
    List<Cell> found = new ArrayList<>();
    for (int place = from; place < until; place++) {
      if (rows[place] < start || rows[place] >= start + block.rows()) {
        start = rows[place] / BLOCK * BLOCK;
        block = read();
      }
      found.add(cells.cell(block, start, rows[place] - start));
    }
    return found;
  }

  private CsrMatrix read() {
    return cells.align(cells.block(start, Math.min(cells.rows(), start + BLOCK)));
  }
}
