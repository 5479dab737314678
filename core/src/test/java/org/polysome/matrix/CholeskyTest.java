package org.polysome.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {

  @ParameterizedTest(name = "{0} unknowns, seed 3")
  @ValueSource(ints = {1, 2, 7, 40})
  void theSolutionGivesTheRightHandSideBack(int n) {
    DenseMatrix factor = random(n + 5, n, 3);
    DenseMatrix matrix = MatrixProduct.multiply(factor.transposed(), factor);
    DenseMatrix right = random(n, 130, 4);
    DenseMatrix back = MatrixProduct.multiply(matrix, Cholesky.of(matrix).solve(right));
    assertThat(back.values()).containsExactly(right.values(), Offset.offset(1e-8));
  }

  @Test
  void dependentColumnsAreLeftOutAndTheFitStays() {
    DenseMatrix points = random(20, 4, 5);
    for (int row = 0; row < 20; row++) {
      points.values()[row * 4 + 2] = points.get(row, 0) - 2 * points.get(row, 1);
    }
    DenseMatrix truth = MatrixProduct.multiply(points, random(4, 3, 6));
    DenseMatrix turned = points.transposed();
    DenseMatrix solution =
        Cholesky.of(MatrixProduct.multiply(turned, points))
            .solve(MatrixProduct.multiply(turned, truth));
    assertThat(solution.rows(2, 3).values()).containsOnly(0);
    assertThat(MatrixProduct.multiply(points, solution).values())
        .containsExactly(truth.values(), Offset.offset(1e-9));
  }

  @Test
  void zeroHasTheSolutionZero() {
    assertThat(Cholesky.of(DenseMatrix.zeros(2, 2)).solve(random(2, 2, 1)).values())
        .containsOnly(0);
  }

  @Test
  void refusesOtherShapes() {
    assertThatThrownBy(() -> Cholesky.of(DenseMatrix.zeros(2, 3)))
        .hasMessage("2 rows and 3 columns");
    assertThatThrownBy(() -> Cholesky.of(DenseMatrix.zeros(2, 2)).solve(DenseMatrix.zeros(3, 1)))
        .hasMessage("3 rows for a system of 2");
  }

  private static DenseMatrix random(int rows, int columns, long seed) {
    return new DenseMatrix(
        rows, columns, new Random(seed).doubles((long) rows * columns, -1, 1).toArray());
  }
}
