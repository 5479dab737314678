package org.polysome.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixProductTest {

  private static final long SEED = 11;

  @ParameterizedTest(name = "{0} x {1} times {1} x {2}, seed 11")
  @CsvSource({"1,1,1", "3,4,5", "33,67,513", "40,130,1030", "0,3,2", "2,0,3", "2,3,0", "70,5,1"})
  void equalsThreeNestedLoops(int rows, int inner, int columns) {
    DenseMatrix left = random(rows, inner);
    DenseMatrix right = random(inner, columns);
    DenseMatrix product = MatrixProduct.multiply(left, right);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double sum = 0;
        for (int i = 0; i < inner; i++) {
          sum += left.get(row, i) * right.get(i, column);
        }
        assertThat(product.get(row, column)).isEqualTo(sum, Offset.offset(1e-11));
      }
    }
  }

  @Test
  void aRowHasTheSameBitsAloneAndAmongOthers() {
    DenseMatrix left = random(50, 131);
    DenseMatrix right = random(131, 600);
    DenseMatrix all = MatrixProduct.multiply(left, right);
    DenseMatrix one = MatrixProduct.multiply(left.rows(41, 42), right);
    assertThat(one.values()).isEqualTo(all.rows(41, 42).values());
    int[] turned = {5, 599, 5};
    DenseMatrix some = MatrixProduct.multiply(left, right.transposed().select(turned).transposed());
    assertThat(some.get(7, 0)).isEqualTo(all.get(7, 5)).isEqualTo(some.get(7, 2));
    assertThat(some.get(7, 1)).isEqualTo(all.get(7, 599));
  }

  @Test
  void innerSizesMustAgree() {
    assertThatThrownBy(() -> MatrixProduct.multiply(random(2, 3), random(2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 x 3");
  }

  private static DenseMatrix random(int rows, int columns) {
    Random random = new Random(SEED + 31L * rows + columns);
    DenseMatrix matrix = DenseMatrix.zeros(rows, columns);
    Arrays.setAll(matrix.values(), i -> random.nextGaussian());
    return matrix;
  }
}
