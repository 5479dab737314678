package org.polysome.graph.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.graph.Points;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;
import org.polysome.matrix.RowOperator;

class PcaTest {

  private static final long SEED = 3;

  @ParameterizedTest(name = "{0} columns, seed 3")
  @ValueSource(ints = {1, 6, 40, 300})
  void componentsAreEigenvectorsOfTheCovariance(int columns) {
    DenseMatrix points = graded(120, columns);
    int k = Math.min(5, columns);
    Pca pca = Pca.fit(RowOperator.of(points), k, SEED);
    assertThat(pca.components().rows()).isEqualTo(k);
    for (int component = 0; component < k; component++) {
      double[] image = covarianceTimes(points, pca, component);
      for (int i = 0; i < columns; i++) {
        double expected = pca.variance()[component] * pca.components().get(component, i);
        assertThat(image[i]).isEqualTo(expected, Offset.offset(1e-6 * pca.variance()[0]));
      }
    }
    assertThat(pca.variance()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void componentsAreOrthonormalAndTurnedToTheirLargestEntry() {
    Pca pca = Pca.fit(RowOperator.of(graded(80, 300)), 8, SEED);
    DenseMatrix gram = MatrixProduct.multiply(pca.components(), pca.components().transposed());
    for (int i = 0; i < 8; i++) {
      double extreme = 0;
      for (int j = 0; j < 300; j++) {
        double entry = pca.components().get(i, j);
        extreme = Math.abs(entry) > Math.abs(extreme) ? entry : extreme;
      }
      assertThat(extreme).isPositive();
      for (int j = 0; j < 8; j++) {
        assertThat(gram.get(i, j)).isEqualTo(i == j ? 1 : 0, Offset.offset(1e-10));
      }
    }
  }

  @ParameterizedTest(name = "{0} columns, seed 3")
  @ValueSource(ints = {30, 400})
  void sparseRowsGiveWhatDenseRowsGive(int columns) {
    DenseMatrix dense = Points.lattice(90, columns, SEED);
    Pca fromDense = Pca.fit(RowOperator.of(dense), 4, SEED);
    Pca fromSparse = Pca.fit(RowOperator.of(Points.sparse(dense)), 4, SEED);
    assertThat(fromSparse.components().values())
        .containsExactly(fromDense.components().values(), Offset.offset(1e-7));
    assertThat(fromSparse.project(RowOperator.of(Points.sparse(dense))).values())
        .containsExactly(fromDense.project(RowOperator.of(dense)).values(), Offset.offset(1e-6));
  }

  @Test
  void projectionFindsTheExactAnswerOfWideData() {
    DenseMatrix wide = graded(60, 300);
    Pca random = Pca.fit(RowOperator.of(wide), 5, SEED);
    DenseMatrix centred = new CentredRows(RowOperator.of(wide), random.mean()).times(identity(300));
    var exact = SymmetricEigen.of(MatrixProduct.multiply(centred, centred.transposed()));
    for (int i = 0; i < 5; i++) {
      assertThat(random.variance()[i])
          .isEqualTo(exact.values()[i] / 59, Offset.offset(1e-8 * random.variance()[0]));
    }
  }

  @Test
  void flatDirectionsAreLeftOut() {
    DenseMatrix line = DenseMatrix.zeros(10, 4);
    for (int i = 0; i < 10; i++) {
      line.values()[i * 4] = i;
      line.values()[i * 4 + 2] = -2 * i;
    }
    Pca pca = Pca.fit(RowOperator.of(line), 3, SEED);
    assertThat(pca.components().rows()).isEqualTo(1);
    assertThat(pca.components().get(0, 2)).isEqualTo(2 / Math.sqrt(5), Offset.offset(1e-12));
    Pca flat = Pca.fit(RowOperator.of(DenseMatrix.zeros(5, 3)), 2, SEED);
    assertThat(flat.components().rows()).isZero();
    assertThat(flat.project(RowOperator.of(DenseMatrix.zeros(5, 3))).rows()).isEqualTo(5);
  }

  @Test
  void oneRowHasNoComponents() {
    var one = RowOperator.of(DenseMatrix.zeros(1, 3));
    assertThatThrownBy(() -> Pca.fit(one, 2, SEED)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Normal points whose columns differ in variance, so that leading components stand out. */
  private static DenseMatrix graded(int rows, int columns) {
    DenseMatrix points = Points.normal(rows, columns, SEED);
    for (int i = 0; i < points.values().length; i++) {
      int column = i % columns;
      points.values()[i] = 7 + points.values()[i] * (column < 8 ? 20.0 / (1 + column) : 0.3);
    }
    return points;
  }

  private static double[] covarianceTimes(DenseMatrix points, Pca pca, int component) {
    int columns = points.columns();
    double[] image = new double[columns];
    for (int row = 0; row < points.rows(); row++) {
      double along = 0;
      for (int i = 0; i < columns; i++) {
        along += (points.get(row, i) - pca.mean()[i]) * pca.components().get(component, i);
      }
      for (int i = 0; i < columns; i++) {
        image[i] += along * (points.get(row, i) - pca.mean()[i]) / (points.rows() - 1);
      }
    }
    return image;
  }

  private static DenseMatrix identity(int n) {
    DenseMatrix identity = DenseMatrix.zeros(n, n);
    for (int i = 0; i < n; i++) {
      identity.values()[i * n + i] = 1;
    }
    return identity;
  }
}
