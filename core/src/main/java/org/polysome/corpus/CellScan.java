package org.polysome.corpus;

import java.util.BitSet;
import org.polysome.fault.DataException;
import org.polysome.matrix.CsrMatrix;
import org.polysome.prepare.CellFilter;
import org.polysome.prepare.CellJudge;
import org.polysome.progress.Task;

/** Reads the cells of an input block by block and filters them. */
final class CellScan {

  private static final int BLOCK = 512;

  private final OpenInput input;
  private final BitSet selected;
  private final CellJudge judge;

  /** What is done with a block of which some rows passed. */
  interface Visitor {
    /**
     * Takes a block.
     *
     * @param firstRow the row of the file that the block begins with
     * @param block the counts as measured
     * @param verdicts what became of each row of the block
     */
    void accept(int firstRow, CsrMatrix block, Verdicts verdicts);
  }

  /** What became of the rows of a block; rows that the query does not select have no verdict. */
  record Verdicts(BitSet selected, CellFilter.Verdict[] verdicts) {
    boolean keeps(int row) {
      return selected.get(row) && verdicts[row] == CellFilter.Verdict.KEPT;
    }
  }

  /**
   * A scan.
   *
   * @param selected the rows that are read
   */
  CellScan(OpenInput input, CellFilter filter, BitSet selected) {
    this.input = input;
    this.selected = selected;
    this.judge = new CellJudge(filter, input.var());
    judge
        .obstacle()
        .ifPresent(
            words -> {
              throw new DataException(input.file().path() + ": " + words);
            });
  }

  /** All rows of an input. */
  static BitSet all(OpenInput input) {
    BitSet all = new BitSet();
    all.set(0, input.cells());
    return all;
  }

  /** Reads the cells from a row on. */
  void run(int firstRow, Task task, Visitor visitor) {
    int cells = input.cells();
    for (int from = firstRow; from < cells; from += BLOCK) {
      int until = Math.min(cells, from + BLOCK);
      if (selected.nextSetBit(from) >= 0 && selected.nextSetBit(from) < until) {
        CsrMatrix block = input.counts().rows(from, until);
        visitor.accept(from, block, judge(from, block));
      }
      task.advance(until - from);
    }
  }

  BitSet selected() {
    return selected;
  }

  private Verdicts judge(int from, CsrMatrix block) {
    CellFilter.Verdict[] verdicts = new CellFilter.Verdict[block.rows()];
    for (int row = 0; row < block.rows(); row++) {
      verdicts[row] = selected.get(from + row) ? judge.judge(block, row) : CellFilter.Verdict.KEPT;
    }
    return new Verdicts(selected.get(from, from + block.rows()), verdicts);
  }
}
