package org.polysome.metric.silhouette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.graph.Points;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.LabelledPoints;

class FastDistancesTest {

  record Case(String name, LabelledPoints cells) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("one strip", labelled(Points.normal(100, 7, 1), 3)),
        new Case("many blocks, seed 2", labelled(Points.normal(2500, 10, 2), 5)),
        new Case("clusters, fifty dimensions", labelled(Points.clusters(1500, 50, 20), 20)),
        new Case("many small groups, seed 3", labelled(Points.normal(1000, 5, 3), 300)),
        new Case("far from zero", labelled(moved(Points.normal(800, 6, 4), 1e6), 4)),
        new Case("one cell far away", labelled(outlier(), 4)),
        new Case("large numbers", labelled(scaled(Points.normal(600, 4, 6), 1e30), 3)),
        new Case("small numbers", labelled(scaled(Points.normal(600, 4, 7), 1e-30), 3)),
        new Case("duplicates, seed 8", labelled(Points.lattice(900, 3, 8), 4)),
        new Case("one dimension, seed 9", labelled(Points.normal(700, 1, 9), 2)),
        new Case("wide, seed 10", labelled(Points.normal(300, 301, 10), 2)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sumsAgreeWithTheOracle(Case given) {
    for (Distance distance : Distance.values()) {
      assertSumsAgree(given.cells, distance);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void scoresAgreeWithTheOracle(Case given) {
    for (OtherGroups others : OtherGroups.values()) {
      for (Distance distance : Distance.values()) {
        double[] exact = new Silhouette(distance, others, PairDistances.EXACT).samples(given.cells);
        double[] fast = new Silhouette(distance, others, PairDistances.FAST).samples(given.cells);
        assertThat(Arrays.stream(fast).average().orElseThrow())
            .isCloseTo(Arrays.stream(exact).average().orElseThrow(), within(5e-6));
      }
    }
  }

  @Test
  void identicalCellsAreAtDistanceZero() {
    DenseMatrix hot = DenseMatrix.zeros(1200, 3);
    int[] labels = new int[hot.rows()];
    for (int cell = 0; cell < hot.rows(); cell++) {
      labels[cell] = cell % 3;
      hot.values()[3 * cell + cell % 3] = 1;
    }
    double[] samples =
        Silhouette.euclidean(PairDistances.FAST).samples(new LabelledPoints(hot, labels, 3));
    assertThat(samples).containsOnly(1);
  }

  @Test
  void zeroVectorsAreAsInTheOracle() {
    DenseMatrix points = Points.normal(500, 4, 11);
    Arrays.fill(points.values(), 40, 44, 0);
    LabelledPoints cells = labelled(points, 3);
    for (Distance distance : Distance.values()) {
      assertSumsAgree(cells, distance);
    }
  }

  @Test
  void doesNotDependOnTheThreads() throws Exception {
    LabelledPoints cells = labelled(Points.normal(3000, 9, 12), 6);
    double[] here = PairDistances.FAST.toGroups(cells, Distance.EUCLIDEAN).sums();
    for (int threads : new int[] {1, 3}) {
      try (var pool = new ForkJoinPool(threads)) {
        double[] there =
            pool.submit(() -> PairDistances.FAST.toGroups(cells, Distance.EUCLIDEAN).sums()).get();
        assertThat(there).isEqualTo(here);
      }
    }
  }

  @Test
  void refusesWhatIsNotFinite() {
    DenseMatrix hole = new DenseMatrix(2, 1, new double[] {1, Double.NaN});
    assertThatThrownBy(
            () -> PairDistances.FAST.toGroups(labelled(hole, 1), Distance.COSINE_OF_DIRECTIONS))
        .hasMessageContaining("not finite");
    assertThat(PairDistances.forCells(20_000)).isSameAs(PairDistances.EXACT);
    assertThat(PairDistances.forCells(20_001)).isSameAs(PairDistances.FAST);
  }

  private static void assertSumsAgree(LabelledPoints cells, Distance distance) {
    double[] exact = PairDistances.EXACT.toGroups(cells, distance).sums();
    double[] fast = PairDistances.FAST.toGroups(cells, distance).sums();
    // The oracle takes a cosine from 1, and so has no digits below.
    double floor = distance == Distance.EUCLIDEAN ? 1e-200 : 1e-13;
    for (int i = 0; i < exact.length; i++) {
      if (Double.isNaN(exact[i])) {
        assertThat(fast[i]).isNaN();
      } else {
        assertThat(fast[i]).isCloseTo(exact[i], within(2e-5 * exact[i] + floor));
      }
    }
  }

  private static LabelledPoints labelled(DenseMatrix points, int groups) {
    Random random = new Random(points.rows());
    int[] labels = new int[points.rows()];
    Arrays.setAll(labels, i -> random.nextInt(3) == 0 ? random.nextInt(groups) : i % groups);
    return new LabelledPoints(points, labels, groups + 1);
  }

  private static DenseMatrix moved(DenseMatrix points, double by) {
    Arrays.setAll(points.values(), i -> points.values()[i] + by);
    return points;
  }

  private static DenseMatrix scaled(DenseMatrix points, double by) {
    Arrays.setAll(points.values(), i -> points.values()[i] * by);
    return points;
  }

  private static DenseMatrix outlier() {
    DenseMatrix points = Points.normal(700, 5, 5);
    points.values()[17] = 1e4;
    return points;
  }
}
