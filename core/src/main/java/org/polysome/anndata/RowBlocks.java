package org.polysome.anndata;

import org.polysome.matrix.CsrMatrix;

/** Goes through a matrix from the first row to the last in blocks of a size that fits memory. */
public final class RowBlocks {

  /** Stored entries per block, about: 16 megabytes. */
  private static final long ENTRIES = 1 << 21;

  /** The most rows of a block, however few entries they have. */
  public static final int MOST_ROWS = 4096;

  private RowBlocks() {}

  /** Takes one block. */
  @FunctionalInterface
  public interface Visitor {
    /** A block whose first row has this number in the matrix. */
    void block(int firstRow, CsrMatrix block);
  }

  /** Passes every row to the visitor, in order. */
  public static void forEach(RowMatrix matrix, Visitor visitor) {
    int height = height(matrix);
    for (int from = 0; from < matrix.rows(); from += height) {
      visitor.block(from, matrix.rows(from, Math.min(matrix.rows(), from + height)));
    }
  }

  /** How many rows make a good block. */
  public static int height(RowMatrix matrix) {
    long perRow = matrix.storage().entries() / Math.max(1, matrix.rows()) + 1;
    return (int) Math.max(1, Math.min(MOST_ROWS, ENTRIES / perRow));
  }
}
