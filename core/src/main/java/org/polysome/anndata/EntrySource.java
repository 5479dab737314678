package org.polysome.anndata;

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
}
