package org.polysome.corpus;

import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.RowMatrix;
import org.polysome.fault.DataException;
import org.polysome.matrix.CsrMatrix;
import org.polysome.prepare.CheckedMatrix;

/**
 * Counts that may have a fraction, such as those a quantifier estimates. Negative, NaN and infinite
 * ones are refused.
 *
 * @param file the file
 * @param name {@code X}, {@code raw} or the name of a layer
 * @param matrix the numbers, unchecked
 */
record EstimatedCounts(AnnDataFile file, String name, RowMatrix matrix) implements CheckedMatrix {

  @Override
  public void check(CsrMatrix block, int firstRow) {
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
                      file.obs().index().get(firstRow + row),
                      file.var(name).index().get(block.indices()[i])));
        }
      }
    }
  }
}
