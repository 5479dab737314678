package org.polysome.published;

import java.util.List;

/**
 * How tensors of a published checkpoint and one of ours are the same numbers; read both ways.
 *
 * @param ours the name of ours
 * @param theirs names of theirs: one, or several whose rows follow each other in ours. Shapes may
 *     differ in sizes of one
 * @param transposed whether theirs is ours with its two dimensions swapped
 * @param rows which rows are the same, where only some are; empty for all
 * @param direction whether it holds both ways
 */
record TensorRule(
    String ours, List<String> theirs, boolean transposed, List<RowRun> rows, Direction direction) {

  /** Whether a rule holds both ways. */
  enum Direction {
    /** It is read from theirs and written back. */
    BOTH,
    /** It is read from theirs, where it is something else as well. */
    IMPORT,
    /** It says a second time what another rule says: tied weights, which must be equal. */
    TIED
  }

  /** Copies the lists. */
  TensorRule {
    theirs = List.copyOf(theirs);
    rows = List.copyOf(rows);
  }
}
