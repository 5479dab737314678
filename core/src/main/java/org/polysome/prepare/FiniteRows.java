package org.polysome.prepare;

import org.polysome.anndata.AnnDataFile;
import org.polysome.fault.DataException;
import org.polysome.matrix.CsrMatrix;

/** The guard of what is copied whatever its units are: NaN and infinities are no data. */
final class FiniteRows {

  private FiniteRows() {}

  /** Refuses a block with a NaN or an infinity, naming the cell and the gene. */
  static void require(CsrMatrix block, int firstRow, AnnDataFile file, String matrix) {
    for (int r = 0; r < block.rows(); r++) {
      for (int i = block.indptr()[r]; i < block.indptr()[r + 1]; i++) {
        if (!Float.isFinite(block.values()[i])) {
          throw new DataException(
              file.path()
                  + ": "
                  + matrix
                  + ": cell '"
                  + file.obs().index().get(firstRow + r)
                  + "' (row "
                  + (firstRow + r)
                  + "), gene '"
                  + file.var(matrix).index().get(block.indices()[i])
                  + "': "
                  + block.values()[i]
                  + " is not a number; take another matrix with ‹matrix›");
        }
      }
    }
  }
}
