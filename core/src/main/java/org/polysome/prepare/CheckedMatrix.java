package org.polysome.prepare;

import org.polysome.anndata.MatrixStorage;
import org.polysome.anndata.RowMatrix;
import org.polysome.matrix.CsrMatrix;

/** A matrix of which every block of rows is checked as it is read. */
public interface CheckedMatrix extends RowMatrix {

  /** The numbers, unchecked. */
  RowMatrix matrix();

  /**
   * Checks a block.
   *
   * @param block the rows
   * @param firstRow number of the first of them in the matrix
   * @throws org.polysome.fault.DataException if a number is not what it must be
   */
  void check(CsrMatrix block, int firstRow);

  @Override
  default int rows() {
    return matrix().rows();
  }

  @Override
  default int columns() {
    return matrix().columns();
  }

  @Override
  default CsrMatrix rows(int from, int until) {
    CsrMatrix block = matrix().rows(from, until);
    check(block, from);
    return block;
  }

  @Override
  default MatrixStorage storage() {
    return matrix().storage();
  }
}
