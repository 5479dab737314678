package org.polysome.prepare;

import java.util.Locale;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Frame;
import org.polysome.anndata.RowMatrix;
import org.polysome.fault.DataException;
import org.polysome.matrix.CsrMatrix;

/**
 * The matrix of a file that holds its raw counts. Every row read from it is checked: a number that
 * is not a count is a fault that names the cell and the gene.
 *
 * @param file the file
 * @param name {@code X}, {@code raw} or the name of a layer
 * @param matrix the numbers, unchecked
 */
public record CountsMatrix(AnnDataFile file, String name, RowMatrix matrix)
    implements CheckedMatrix {

  /** Above this float32 does not tell neighbouring counts apart. */
  private static final float MOST = 1 << 24;

  /** The genes that belong to the matrix. */
  public Frame var() {
    return file.var(name);
  }

  /**
   * {@inheritDoc}
   *
   * @throws DataException if a number is negative, NaN or not whole
   */
  @Override
  public void check(CsrMatrix block, int firstRow) {
    float[] values = block.values();
    int end = block.entries();
    int i = 0;
    while (i < end && values[i] >= 0 && values[i] == Math.rint(values[i]) && values[i] <= MOST) {
      i++;
    }
    if (i < end) {
      throw notRaw(block, i, firstRow);
    }
  }

  private DataException notRaw(CsrMatrix block, int entry, int firstRow) {
    int row = firstRow;
    while (block.indptr()[row - firstRow + 1] <= entry) {
      row++;
    }
    float value = block.values()[entry];
    String what =
        Float.isNaN(value)
            ? "not a number"
            : value < 0 ? "negative" : value > MOST ? "too large" : "not a whole number";
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s: %s: cell '%s' (row %d), gene '%s': %s is %s; raw counts are needed, name the"
                + " matrix that holds them with ‹matrix›",
            file.path(),
            name,
            file.obs().index().get(row),
            row,
            var().index().get(block.indices()[entry]),
            Float.toString(value),
            what));
  }
}
