package org.polysome.graph.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.GoldenTensors;
import org.polysome.graph.Points;
import org.polysome.matrix.DenseMatrix;

@Tag("slow")
class NearestNeighborsTest {

  private final NearestNeighbors nearest = new NearestNeighbors();

  record Case(String name, DenseMatrix queries, DenseMatrix points, int k) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("normal, seed 1", Points.normal(70, 9, 1), Points.normal(300, 9, 2), 10),
        new Case("several blocks, seed 3", Points.normal(300, 3, 3), Points.normal(5000, 3, 4), 15),
        new Case("ties, seed 5", Points.lattice(60, 4, 5), Points.lattice(2500, 4, 6), 7),
        new Case("one dimension, seed 7", Points.lattice(20, 1, 7), Points.lattice(100, 1, 8), 5),
        new Case(
            "far from zero", moved(Points.normal(40, 5, 9)), moved(Points.normal(200, 5, 10)), 9),
        new Case("one point far away", outlier(), Points.normal(3000, 6, 17), 20),
        new Case("among one far away", Points.normal(30, 6, 18), outlier(), 20),
        new Case("large numbers", times(1e100, 19), times(1e100, 20), 6),
        new Case("small numbers", times(1e-250, 21), times(1e-250, 22), 6),
        new Case("near pairs far from each other", pairs(23), pairs(23), 5),
        new Case("wide, seed 24", Points.normal(40, 301, 24), Points.normal(700, 301, 25), 30),
        new Case("k above n", Points.normal(5, 2, 11), Points.normal(3, 2, 12), 10),
        new Case("k is n", Points.lattice(5, 2, 13), Points.lattice(8, 2, 14), 8),
        new Case("all equal", DenseMatrix.zeros(4, 3), DenseMatrix.zeros(3000, 3), 6),
        new Case("no dimensions", DenseMatrix.zeros(2, 0), DenseMatrix.zeros(5, 0), 3),
        new Case("no queries", DenseMatrix.zeros(0, 2), Points.normal(5, 2, 15), 3));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void equalsTwoNestedLoops(Case given) {
    Neighbors found = nearest.search(given.queries, given.points, given.k);
    assertThat(found.k()).isEqualTo(Math.min(given.k, given.points.rows()));
    for (int query = 0; query < given.queries.rows(); query++) {
      int q = query;
      int[] expected = sorted(given, q, IntStream.range(0, given.points.rows()), found.k());
      assertThat(IntStream.range(0, found.k()).map(n -> found.index(q, n)).toArray())
          .isEqualTo(expected);
      for (int n = 0; n < found.k(); n++) {
        assertThat(found.distance(q, n)).isEqualTo(Math.sqrt(squared(given, q, expected[n])));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void amongPointsLeavesOutEachItself(Case given) {
    var self = new Case(given.name, given.points, given.points, given.k);
    Neighbors found = nearest.among(given.points, given.k);
    assertThat(found.k()).isEqualTo(Math.max(0, Math.min(given.k, given.points.rows() - 1)));
    for (int query = 0; query < given.points.rows(); query += 1 + given.points.rows() / 50) {
      int q = query;
      IntStream others = IntStream.range(0, given.points.rows()).filter(i -> i != q);
      assertThat(IntStream.range(0, found.k()).map(n -> found.index(q, n)).toArray())
          .isEqualTo(sorted(self, q, others, found.k()));
    }
  }

  @Test
  void amongEqualsTwoNestedLoopsWhateverThePass() {
    DenseMatrix points = Points.clusters(3000, 8, 5);
    Neighbors among = nearest.among(points, 12);
    Neighbors search = nearest.search(points, points, 13);
    for (int query = 0; query < points.rows(); query++) {
      for (int n = 0; n < 12; n++) {
        assertThat(among.index(query, n)).isEqualTo(search.index(query, n + 1));
        assertThat(among.distance(query, n)).isEqualTo(search.distance(query, n + 1));
      }
    }
  }

  @Test
  void agreesWithTheReferenceProbe() {
    GoldenTensors golden = GoldenTensors.open("probes");
    int width = golden.size("in.X", 1);
    double[] isTest = golden.numbers("in.is_test");
    double[] labels = golden.numbers("in.pert");
    int[] test = IntStream.range(0, isTest.length).filter(i -> isTest[i] == 1).toArray();
    int[] train = IntStream.range(0, isTest.length).filter(i -> isTest[i] == 0).toArray();
    DenseMatrix all = new DenseMatrix(isTest.length, width, golden.numbers("in.X"));
    Neighbors found = nearest.search(all.select(test), all.select(train), 9);
    for (int query = 0; query < test.length; query++) {
      double[] scores = new double[golden.size("out.knn.euclidean.k.scores", 1)];
      for (int n = 0; n < 9; n++) {
        scores[(int) labels[train[found.index(query, n)]]] += 1 / (found.distance(query, n) + 1e-5);
      }
      assertThat(scores)
          .containsExactly(
              golden.row("out.knn.euclidean.k.scores", query),
              org.assertj.core.data.Offset.offset(1e-4));
    }
  }

  @Test
  void refusesWhatHasNoNeighbours() {
    DenseMatrix hole = new DenseMatrix(2, 1, new double[] {1, Double.NaN});
    DenseMatrix whole = new DenseMatrix(2, 1, new double[] {1, 2});
    assertThatThrownBy(() -> nearest.search(whole, hole, 1)).hasMessageContaining("not finite");
    assertThatThrownBy(() -> nearest.search(hole, whole, 1)).hasMessageContaining("not finite");
    assertThatThrownBy(() -> nearest.search(whole, whole, 0)).hasMessageContaining("k is 0");
    assertThatThrownBy(() -> nearest.search(whole, DenseMatrix.zeros(2, 2), 1))
        .hasMessageContaining("dimensions");
  }

  private static DenseMatrix moved(DenseMatrix points) {
    double[] values = Arrays.stream(points.values()).map(x -> x + 1e7).toArray();
    return new DenseMatrix(points.rows(), points.columns(), values);
  }

  private static DenseMatrix outlier() {
    DenseMatrix points = Points.normal(2000, 6, 16);
    points.values()[8] = 1e9;
    return points;
  }

  private static DenseMatrix times(double factor, long seed) {
    DenseMatrix points = Points.normal(400, 3, seed);
    Arrays.setAll(points.values(), i -> factor * points.values()[i]);
    return points;
  }

  /** Clusters whose spread is far below the rounding of a float at their distance from the mean. */
  private static DenseMatrix pairs(long seed) {
    DenseMatrix points = Points.normal(1500, 4, seed);
    Arrays.setAll(
        points.values(), i -> 1e-9 * points.values()[i] + (i % 4 == i / 4 % 4 ? 1000 : 0));
    return points;
  }

  private static int[] sorted(Case given, int query, IntStream points, int k) {
    return points
        .boxed()
        .sorted(Comparator.comparingDouble((Integer p) -> squared(given, query, p)))
        .limit(k)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double squared(Case given, int query, int point) {
    double sum = 0;
    for (int i = 0; i < given.points.columns(); i++) {
      double difference = given.queries.get(query, i) - given.points.get(point, i);
      sum += difference * difference;
    }
    return sum;
  }
}
