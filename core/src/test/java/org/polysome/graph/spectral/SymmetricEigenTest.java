package org.polysome.graph.spectral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;

class SymmetricEigenTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-10);

  static Stream<Function<DenseMatrix, SymmetricEigen>> methods() {
    return Stream.of(SymmetricEigen::byRotations, SymmetricEigen::byReflections);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void takesMatricesApart(Function<DenseMatrix, SymmetricEigen> method) {
    for (int n : new int[] {1, 2, 3, 4, 37}) {
      check(covariance(n, n + 3, n), method);
    }
    // Fewer rows than columns: many eigenvalues are 0.
    check(covariance(40, 7, 1), method);
    check(DenseMatrix.zeros(5, 5), method);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void knowsEqualValues(Function<DenseMatrix, SymmetricEigen> method) {
    DenseMatrix ones = new DenseMatrix(4, 4, new double[16]);
    Arrays.fill(ones.values(), 1);
    assertThat(method.apply(ones).values()).containsExactly(new double[] {4, 0, 0, 0}, CLOSE);
    DenseMatrix diagonal = DenseMatrix.zeros(3, 3);
    diagonal.values()[0] = -2;
    diagonal.values()[4] = 5;
    diagonal.values()[8] = 5;
    assertThat(method.apply(diagonal).values()).containsExactly(5, 5, -2);
    check(diagonal, method);
  }

  @Test
  void bothWaysAgree() {
    DenseMatrix matrix = covariance(60, 100, 4);
    SymmetricEigen one = SymmetricEigen.byRotations(matrix);
    SymmetricEigen other = SymmetricEigen.byReflections(matrix);
    assertThat(other.values()).containsExactly(one.values(), CLOSE);
    for (int i = 0; i < 60; i++) {
      double product = 0;
      for (int j = 0; j < 60; j++) {
        product += one.vectors().get(i, j) * other.vectors().get(i, j);
      }
      assertThat(Math.abs(product)).isCloseTo(1, CLOSE);
    }
  }

  @Test
  void largeMatricesAreTakenApart() {
    check(covariance(300, 200, 9), SymmetricEigen::of);
  }

  private static void check(DenseMatrix matrix, Function<DenseMatrix, SymmetricEigen> method) {
    int n = matrix.rows();
    SymmetricEigen eigen = method.apply(matrix);
    DenseMatrix vectors = eigen.vectors();
    DenseMatrix unit = MatrixProduct.multiply(vectors, vectors.transposed());
    DenseMatrix moved = MatrixProduct.multiply(vectors, matrix);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertThat(unit.get(i, j)).isCloseTo(i == j ? 1 : 0, CLOSE);
        assertThat(moved.get(i, j)).isCloseTo(eigen.values()[i] * vectors.get(i, j), CLOSE);
      }
      if (i > 0) {
        assertThat(eigen.values()[i]).isLessThanOrEqualTo(eigen.values()[i - 1]);
      }
    }
  }

  private static DenseMatrix covariance(int n, int rows, long seed) {
    var random = new Random(seed);
    DenseMatrix data = DenseMatrix.zeros(rows, n);
    for (int i = 0; i < data.values().length; i++) {
      data.values()[i] = random.nextGaussian() / Math.sqrt(rows);
    }
    return MatrixProduct.multiply(data.transposed(), data);
  }
}
