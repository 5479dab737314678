package org.polysome.graph.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.graph.Points;
import org.polysome.matrix.DenseMatrix;

class HnswTest {

  private static final long SEED = 3;

  @ParameterizedTest(name = "{0} points, {1} dimensions, {2} clusters, {3} neighbours")
  @CsvSource({"3000, 10, 1, 15", "3000, 30, 6, 30", "2000, 50, 1, 90"})
  void findsNearlyAllNeighbours(int rows, int columns, int clusters, int k) {
    DenseMatrix points = Points.clusters(rows, columns, clusters);
    ApproximateNeighbors found = ApproximateNeighbors.among(points, k, SEED);
    assertThat(found.recall()).isGreaterThan(0.97);
    assertThat(found.measured()).isEqualTo(1000);
    assertThat(found.recall()).isEqualTo(recallOfAll(points, found.neighbors()), within(0.01));
  }

  private static Offset<Double> within(double offset) {
    return Offset.offset(offset);
  }

  private static double recallOfAll(DenseMatrix points, Neighbors found) {
    Neighbors exact = new NearestNeighbors().among(points, found.k());
    double right = 0;
    for (int point = 0; point < points.rows(); point++) {
      for (int n = 0; n < found.k(); n++) {
        right += found.distance(point, n) <= exact.distance(point, found.k() - 1) ? 1 : 0;
      }
    }
    return right / points.rows() / found.k();
  }

  @Test
  void ofFewPointsAllAreFoundWithTheDistancesOfTheExactSearch() {
    DenseMatrix points = Points.normal(120, 7, 2);
    Neighbors exact = new NearestNeighbors().among(points, 119);
    Neighbors found = Hnsw.of(points, Hnsw.Settings.usual(SEED)).among(200);
    assertThat(found.k()).isEqualTo(119);
    assertThat(found.indices()).isEqualTo(exact.indices());
    assertThat(found.distances()).isEqualTo(exact.distances());
  }

  @Test
  void threadsDoNotMatterAndTheSeedDoes() throws Exception {
    DenseMatrix points = Points.normal(1500, 20, 4);
    Neighbors one = inPool(1, points);
    Neighbors four = inPool(4, points);
    assertThat(one.indices()).isEqualTo(four.indices());
    var narrow = new Hnsw.Settings(4, 5, SEED);
    var other = new Hnsw.Settings(4, 5, SEED + 1);
    assertThat(Hnsw.of(points, narrow).among(10).indices())
        .isNotEqualTo(Hnsw.of(points, other).among(10).indices());
  }

  private static Neighbors inPool(int threads, DenseMatrix points) throws Exception {
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      var settings = new Hnsw.Settings(6, 12, SEED);
      return pool.submit(() -> Hnsw.of(points, settings).among(10)).get();
    }
  }

  @Test
  void equalPointsAreFoundToo() {
    DenseMatrix points = Points.lattice(500, 3, 1);
    Neighbors found = Hnsw.of(points, Hnsw.Settings.usual(SEED)).among(12);
    assertThat(recallOfAll(points, found)).isGreaterThan(0.9);
    for (int point = 0; point < 500; point++) {
      int[] near = Arrays.copyOfRange(found.indices(), point * 12, point * 12 + 12);
      assertThat(near).doesNotContain(point).doesNotHaveDuplicates();
    }
    Neighbors zeros = Hnsw.of(DenseMatrix.zeros(300, 2), Hnsw.Settings.usual(SEED)).among(20);
    assertThat(zeros.distances()).containsOnly(0);
  }

  @Test
  void oneAndNoPointHaveNoNeighbours() {
    assertThat(Hnsw.of(DenseMatrix.zeros(1, 2), Hnsw.Settings.usual(SEED)).among(3).k()).isZero();
    assertThat(ApproximateNeighbors.among(DenseMatrix.zeros(0, 2), 3, SEED).measured()).isZero();
  }

  @Test
  void coordinatesMustBeFinite() {
    DenseMatrix points = new DenseMatrix(2, 1, new double[] {0, Double.NaN});
    assertThatThrownBy(() -> Hnsw.of(points, Hnsw.Settings.usual(SEED)))
        .hasMessageContaining("not finite");
  }
}
