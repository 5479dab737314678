package org.polysome.anndata;

import java.util.function.IntConsumer;

/**
 * The entries of a matrix that can only be read from the first to the last, in whatever order the
 * file has them.
 */
@FunctionalInterface
public interface EntrySource {

  /** Takes one entry. */
  @FunctionalInterface
  interface Visitor {
    /** One entry of the matrix: its cell, its gene, its value. */
    void entry(int row, int column, float value);
  }

  /**
   * Passes every entry to the visitor.
   *
   * @throws org.polysome.fault.DataException if the file is damaged
   */
  void scan(Visitor visitor);

  /** Passes the row of every entry, for counting; a source that need not read values overrides. */
  default void scanRows(IntConsumer visitor) {
    scan((row, column, value) -> visitor.accept(row));
  }
}
