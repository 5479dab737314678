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
   * Entries stored twice for one place are added up, which is what compressed formats mean by it;
   * float64 is rounded to float32. Ascending blocks are cheapest; any order works.
   *
   * @throws org.polysome.fault.DataException if the file is damaged, or holds a whole number that
   *     float32 cannot hold exactly
   */
  CsrMatrix rows(int from, int until);

  /** How the file stores the matrix. */
  MatrixStorage storage();
}
