package org.polysome.anndata;

import java.util.Arrays;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;

/**
 * Some columns of a matrix, in a new order; the others are left out.
 *
 * @param matrix the whole matrix
 * @param place for each column of the whole matrix its new place, or a negative number
 * @param columns number of columns that stay
 */
public record SelectedColumns(RowMatrix matrix, int[] place, int columns) implements RowMatrix {

  /** The columns at these numbers, in their order. */
  public static SelectedColumns of(RowMatrix matrix, int[] selection) {
    int[] place = new int[matrix.columns()];
    Arrays.fill(place, -1);
    for (int c = 0; c < selection.length; c++) {
      place[selection[c]] = c;
    }
    return new SelectedColumns(matrix, place, selection.length);
  }

  @Override
  public int rows() {
    return matrix.rows();
  }

  @Override
  public CsrMatrix rows(int from, int until) {
    CsrMatrix block = matrix.rows(from, until);
    CsrBuilder builder = new CsrBuilder(columns, block.entries());
    for (int r = 0; r < block.rows(); r++) {
      for (int i = block.indptr()[r]; i < block.indptr()[r + 1]; i++) {
        int to = place[block.indices()[i]];
        if (to >= 0) {
          builder.add(to, block.values()[i]);
        }
      }
      builder.endRow();
    }
    return builder.build();
  }

  /** That of the whole matrix: what the file stores. */
  @Override
  public MatrixStorage storage() {
    return matrix.storage();
  }
}
