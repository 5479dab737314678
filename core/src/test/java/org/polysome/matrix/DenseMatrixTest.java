package org.polysome.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DenseMatrixTest {

  private static final DenseMatrix MATRIX = new DenseMatrix(2, 3, new double[] {1, 2, 3, 4, 5, 6});

  @Test
  void firstColumnsAreThoseOfEachRow() {
    assertThat(MATRIX.firstColumns(2).values()).containsExactly(1, 2, 4, 5);
    assertThat(MATRIX.firstColumns(3).values()).isEqualTo(MATRIX.values());
    assertThat(MATRIX.firstColumns(0).rows()).isEqualTo(2);
  }

  @Test
  void moreColumnsThanThereAreAreRefused() {
    assertThatThrownBy(() -> MATRIX.firstColumns(4)).hasMessage("4 of 3 columns");
  }
}
