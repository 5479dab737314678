package org.polysome.corpus;

import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.MatrixStorage;
import org.polysome.anndata.RowMatrix;
import org.polysome.fault.DataException;
import org.polysome.matrix.CsrMatrix;

/**
 * Counts that may have a fraction, such as those a quantifier estimates. Negative, NaN and infinite
 * ones are refused.
 *
 * @param file the file
 * @param name {@code X}, {@code raw} or the name of a layer
 * @param matrix the numbers, unchecked
 */
record EstimatedCounts(AnnDataFile file, String name, RowMatrix matrix) implements RowMatrix {

  @Override
  public int rows() {
    return matrix.rows();
  }

  @Override
  public int columns() {
    return matrix.columns();
  }

  @Override
  public CsrMatrix rows(int from, int until) {
    CsrMatrix block = matrix.rows(from, until);
    for (int row = 0; row < block.rows(); row++) {
      for (int i = block.indptr()[row]; i < block.indptr()[row + 1]; i++) {
        float count = block.values()[i];
        if (!(count >= 0) || count == Float.POSITIVE_INFINITY) {
          throw new DataException(
              "%s: %s holds %s in cell '%s', gene '%s'; estimated counts are numbers from 0 up"
                  .formatted(
                      file.path(),
                      name,
                      count,
                      file.obs().index().get(from + row),
                      file.var(name).index().get(block.indices()[i])));
        }
      }
    }
    return block;
  }

  @Override
  public MatrixStorage storage() {
    return matrix.storage();
  }
}
