package org.polysome.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CsrMatrixTest {

  @Test
  void transposedExchangesRowsAndColumns() {
    CsrMatrix matrix = matrix(3);
    CsrMatrix turned = matrix.transposed();
    assertThat(turned.rows()).isEqualTo(7);
    assertThat(turned.columns()).isEqualTo(5);
    for (int row = 0; row < 5; row++) {
      for (int column = 0; column < 7; column++) {
        assertThat(at(turned, column, row)).isEqualTo(at(matrix, row, column));
      }
    }
    assertThat(turned.transposed()).usingRecursiveComparison().isEqualTo(matrix);
  }

  @Test
  void denseHasTheChosenRowsAndColumnsInTheirOrder() {
    CsrMatrix matrix = matrix(4);
    int[] rows = {4, 2, 0, 4};
    int[] columns = {6, 0, 3};
    DenseMatrix dense = matrix.dense(rows, columns);
    assertThat(dense.rows()).isEqualTo(4);
    assertThat(dense.columns()).isEqualTo(3);
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < columns.length; column++) {
        assertThat(dense.get(row, column)).isEqualTo(at(matrix, rows[row], columns[column]));
      }
    }
    assertThat(matrix.dense(columns))
        .usingRecursiveComparison()
        .isEqualTo(matrix.dense(new int[] {0, 1, 2, 3, 4}, columns));
  }

  /** Five rows of seven columns, the third row empty. */
  private static CsrMatrix matrix(long seed) {
    CsrBuilder builder = new CsrBuilder(7, 10);
    Random random = new Random(seed);
    for (int row = 0; row < 5; row++) {
      for (int column = 0; column < 7; column++) {
        builder.add(column, row == 2 ? 0 : random.nextInt(3));
      }
      builder.endRow();
    }
    return builder.build();
  }

  private static float at(CsrMatrix matrix, int row, int column) {
    for (int i = matrix.indptr()[row]; i < matrix.indptr()[row + 1]; i++) {
      if (matrix.indices()[i] == column) {
        return matrix.values()[i];
      }
    }
    return 0;
  }
}
