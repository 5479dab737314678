package org.polysome.graph.spectral;

import java.util.BitSet;
import java.util.List;

/**
 * Sparse rows that are read as often as asked, from wherever they lie, so that they never have to
 * be in memory together. Not every row knows every column: what it does not know is no zero. Safe
 * for use by many threads.
 */
public interface RowStream {

  /** Number of rows. */
  int rows();

  /** Number of columns. */
  int columns();

  /** The columns that the rows of each group know; the others have no entries there. */
  List<BitSet> known();

  /** Reads rows in order, from one (inclusive) to another (exclusive). */
  void read(int from, int until, Reader reader);

  /** Takes rows. */
  @FunctionalInterface
  interface Reader {
    /**
     * Takes a row. The arrays are the reader's until it returns.
     *
     * @param group an index into {@link RowStream#known}
     * @param columns of the entries, of which the first so many count
     * @param values of the entries
     * @param size number of entries
     */
    void row(int group, int[] columns, float[] values, int size);
  }
}
