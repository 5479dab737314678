package org.polysome.graph.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.graph.Points;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.GoldenCells;

class KMeansTest {

  @Test
  void inertiaOfTheGoldenCellsIsThatOfScikitLearn() {
    KMeans.Fit fit = new KMeans(5, 10, 1e-4, 0).fit(GoldenCells.points(1.2));
    assertThat(fit.inertia()).isCloseTo(28.5197293758335, within(28.5 * 1e-9));
    assertThat(Clustering.bySize(fit.labels()).labels())
        .isEqualTo(Clustering.bySize(GoldenCells.labels()).labels());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void endsWhereNoPointAndNoCentreWouldMove(long seed) {
    DenseMatrix points = Points.normal(5000, 7, seed);
    KMeans.Fit fit = new KMeans(9, 1, 0, seed).fit(points);
    assertThat(fit.rounds()).isBetween(2, KMeans.MOST_ROUNDS - 1);
    double inertia = 0;
    double[][] sums = new double[9][7];
    int[] sizes = new int[9];
    for (int point = 0; point < points.rows(); point++) {
      int from = point;
      double[] squares =
          IntStream.range(0, 9).mapToDouble(centre -> squared(points, from, fit, centre)).toArray();
      double own = squares[fit.labels()[point]];
      assertThat(own).isLessThan(Arrays.stream(squares).min().orElseThrow() + 1e-9);
      inertia += own;
      sizes[fit.labels()[point]]++;
      for (int column = 0; column < 7; column++) {
        sums[fit.labels()[point]][column] += points.get(point, column);
      }
    }
    assertThat(fit.inertia()).isCloseTo(inertia, within(1e-9 * inertia));
    for (int centre = 0; centre < 9; centre++) {
      for (int column = 0; column < 7; column++) {
        assertThat(sums[centre][column] / sizes[centre])
            .isCloseTo(fit.centres().get(centre, column), within(1e-9));
      }
    }
  }

  private static double squared(DenseMatrix points, int point, KMeans.Fit fit, int centre) {
    double sum = 0;
    for (int column = 0; column < points.columns(); column++) {
      double difference = points.get(point, column) - fit.centres().get(centre, column);
      sum += difference * difference;
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void findsClustersThatAreApartAtOneStart(long seed) {
    KMeans.Fit fit =
        new KMeans(12, 1, KMeans.USUAL_TOLERANCE, seed).fit(Points.clusters(3000, 12, 12));
    assertThat(Clustering.bySize(fit.labels()).labels())
        .isEqualTo(IntStream.range(0, 3000).map(point -> point % 12).toArray());
  }

  @Test
  void moreStartsAreNeverWorseAndATighterToleranceNeitherInOneStart() {
    DenseMatrix points = Points.normal(800, 5, 3);
    double one = new KMeans(15, 1, 1e-4, 7).fit(points).inertia();
    assertThat(new KMeans(15, 6, 1e-4, 7).fit(points).inertia()).isLessThanOrEqualTo(one);
    assertThat(new KMeans(15, 1, 0, 7).fit(points).inertia()).isLessThanOrEqualTo(one);
    assertThat(new KMeans(15, 1, 1, 7).fit(points).inertia()).isGreaterThan(one);
  }

  @Test
  void anEmptyClusterStartsAnewAtTheFarthestPoint() {
    // The second centre is too far for any point; of the points, 9 is farthest from the first.
    DenseMatrix line = new DenseMatrix(5, 1, new double[] {0, 1, 2, 3, 9});
    var squares = new CentreDistances(line);
    DenseMatrix centres = new DenseMatrix(2, 1, new double[] {-3, 1000});
    KMeans.Fit fit = new Lloyd(squares, 0).run(centres);
    assertThat(fit.labels()).containsExactly(0, 0, 0, 0, 1);
    assertThat(fit.centres().values()).containsExactly(new double[] {1.5, 9}, within(1e-12));
    assertThat(fit.inertia()).isCloseTo(5, within(1e-12));
  }

  @Test
  void fewerDifferentPointsThanClustersLeaveSomeEmpty() {
    DenseMatrix two = new DenseMatrix(6, 1, new double[] {0, 1, 0, 1, 0, 0});
    KMeans.Fit fit = new KMeans(4, 2, 1e-4, 1).fit(two);
    assertThat(fit.inertia()).isZero();
    assertThat(Clustering.bySize(fit.labels()).labels()).containsExactly(0, 1, 0, 1, 0, 0);
    KMeans.Fit same = new KMeans(3, 1, 1e-4, 1).fit(DenseMatrix.zeros(5, 2));
    assertThat(same.labels()).containsOnly(0);
    assertThat(new KMeans(9, 1, 0, 1).fit(line(3)).inertia()).isZero();
  }

  private static DenseMatrix line(int points) {
    return new DenseMatrix(points, 1, IntStream.range(0, points).asDoubleStream().toArray());
  }

  @Test
  void theSameSeedGivesTheSameBitsAtAnyNumberOfThreads() throws Exception {
    DenseMatrix points = Points.normal(6000, 8, 4);
    KMeans means = new KMeans(10, 2, 1e-4, 5);
    KMeans.Fit here = means.fit(points);
    try (ForkJoinPool one = new ForkJoinPool(1)) {
      KMeans.Fit alone = one.submit(() -> means.fit(points)).get();
      assertThat(alone.labels()).isEqualTo(here.labels());
      assertThat(alone.centres().values()).containsExactly(here.centres().values());
      assertThat(alone.inertia()).isEqualTo(here.inertia());
    }
    assertThat(new KMeans(10, 1, 1e-4, 6).fit(points).labels()).isNotEqualTo(here.labels());
  }

  @Test
  void whatCannotBeClusteredIsRefused() {
    assertThatThrownBy(() -> new KMeans(0, 1, 0, 0)).hasMessageContaining("0 clusters");
    KMeans means = new KMeans(2, 1, 0, 0);
    assertThatThrownBy(() -> means.fit(DenseMatrix.zeros(0, 2))).hasMessageContaining("no points");
    DenseMatrix broken = new DenseMatrix(2, 1, new double[] {1, Double.NaN});
    assertThatThrownBy(() -> means.fit(broken)).hasMessageContaining("not finite");
  }
}
