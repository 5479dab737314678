package org.polysome.graph.umap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.graph.Points;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.matrix.DenseMatrix;

class UmapTest {

  private static final long SEED = 2;

  @Test
  void neighboursInThePictureShareTheCluster() {
    DenseMatrix layout = layout(Points.clusters(300, 20, 5));
    Neighbors neighbors = new NearestNeighbors().among(layout, 10);
    int same = 0;
    for (int point = 0; point < 300; point++) {
      for (int n = 0; n < 10; n++) {
        same += point % 5 == neighbors.index(point, n) % 5 ? 1 : 0;
      }
    }
    assertThat(same).isGreaterThan(2970);
  }

  @Test
  void theSameSeedGivesTheSamePictureAndAnotherAnother() {
    DenseMatrix points = Points.normal(100, 70, 4);
    assertThat(layout(points).values()).isEqualTo(layout(points).values());
    assertThat(new Umap(15, 300, SEED + 1).layout(points).values())
        .isNotEqualTo(layout(points).values());
  }

  static Stream<DenseMatrix> odd() {
    return Stream.of(
        DenseMatrix.zeros(30, 4),
        DenseMatrix.zeros(30, 80),
        Points.normal(2, 3, 1),
        Points.normal(3, 1, 1),
        Points.lattice(200, 2, 1));
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("odd")
  void oddPointsStayFiniteAndPart(DenseMatrix points) {
    DenseMatrix layout = layout(points);
    assertThat(layout.rows()).isEqualTo(points.rows());
    assertThat(Arrays.stream(layout.values()).allMatch(Double::isFinite)).isTrue();
    assertThat(layout.values()).doesNotHaveDuplicates();
  }

  @Test
  void onePointHasNoPicture() {
    assertThatThrownBy(() -> layout(DenseMatrix.zeros(1, 2))).hasMessageContaining("two points");
  }

  @Test
  void closenessFollowsThePlateauAndTheFallItIsFittedTo() {
    // Least squares of 1 / (1 + a d^2b) against 1 up to 0.5 and exp(0.5 - d) beyond, up to 3.
    double best = misfit(Forces.A, Forces.B);
    for (double step : new double[] {-0.01, 0.01}) {
      assertThat(misfit(Forces.A + step, Forces.B)).isGreaterThan(best);
      assertThat(misfit(Forces.A, Forces.B + step)).isGreaterThan(best);
    }
  }

  private static double misfit(double a, double b) {
    double sum = 0;
    for (int i = 0; i < 300; i++) {
      double distance = 3.0 * i / 299;
      double wanted = distance < 0.5 ? 1 : Math.exp(0.5 - distance);
      double error = 1 / (1 + a * Math.pow(distance, 2 * b)) - wanted;
      sum += error * error;
    }
    return sum;
  }

  private static DenseMatrix layout(DenseMatrix points) {
    return Umap.forPoints(points.rows(), SEED).layout(points);
  }
}
