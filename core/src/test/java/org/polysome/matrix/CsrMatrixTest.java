package org.polysome.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CsrMatrixTest {

  @Test
  void transposedExchangesRowsAndColumns() {
    CsrBuilder builder = new CsrBuilder(7, 10);
    Random random = new Random(3);
    for (int row = 0; row < 5; row++) {
      for (int column = 0; column < 7; column++) {
        builder.add(column, row == 2 ? 0 : random.nextInt(3));
      }
      builder.endRow();
    }
    CsrMatrix matrix = builder.build();
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

  private static float at(CsrMatrix matrix, int row, int column) {
    for (int i = matrix.indptr()[row]; i < matrix.indptr()[row + 1]; i++) {
      if (matrix.indices()[i] == column) {
        return matrix.values()[i];
      }
    }
    return 0;
  }
}
