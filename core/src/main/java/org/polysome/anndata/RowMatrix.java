package org.polysome.anndata;

import org.polysome.matrix.CsrMatrix;

/** A cells x genes matrix that is read in blocks of rows, in memory bounded by the block. */
public interface RowMatrix {

  /** Number of cells. */
  int rows();

  /** Number of genes. */
  int columns();

  /**
   * The rows {@code from} (inclusive) to {@code until} (exclusive), sorted, without stored zeros.
   *
   * @throws org.polysome.fault.DataException if the file is damaged, or holds a number that float32
   *     cannot hold exactly where the file says integer
   */
  CsrMatrix rows(int from, int until);
}
