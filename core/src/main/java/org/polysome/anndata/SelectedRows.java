package org.polysome.anndata;

import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;

/**
 * Some rows of a matrix.
 *
 * @param matrix the whole matrix
 * @param chosen numbers of the rows, ascending
 */
record SelectedRows(RowMatrix matrix, int[] chosen) implements RowMatrix {

  @Override
  public int rows() {
    return chosen.length;
  }

  @Override
  public int columns() {
    return matrix.columns();
  }

  @Override
  public CsrMatrix rows(int from, int until) {
    CsrBuilder builder = new CsrBuilder(columns(), 1024);
    int height = RowBlocks.height(matrix);
    int next = from;
    while (next < until) {
      int first = chosen[next];
      int last = next;
      while (last + 1 < until && chosen[last + 1] < first + height) {
        last++;
      }
      CsrMatrix block = matrix.rows(first, chosen[last] + 1);
      for (; next <= last; next++) {
        add(block, chosen[next] - first, builder);
      }
    }
    return builder.build();
  }

  private static void add(CsrMatrix block, int row, CsrBuilder builder) {
    for (int i = block.indptr()[row]; i < block.indptr()[row + 1]; i++) {
      builder.add(block.indices()[i], block.values()[i]);
    }
    builder.endRow();
  }

  /** Of the file; the entries are about as many as these rows have. */
  @Override
  public MatrixStorage storage() {
    MatrixStorage whole = matrix.storage();
    long entries = whole.entries() / Math.max(1, matrix.rows()) * rows();
    return new MatrixStorage(whole.layout(), whole.type(), entries);
  }
}
