package org.polysome.metric.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.GoldenTensors;
import org.polysome.graph.Points;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Flavor;
import org.polysome.metric.GoldenCells;
import org.polysome.metric.Groups;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/** Values from scib-metrics 0.6, harmonypy and Tx-Evaluation. */
class LisiTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-9);
  private static final Groups BATCHES = Groups.of(GoldenCells.batches());
  private static final Groups LABELS = Groups.of(GoldenCells.labels());

  private static Neighbors nearest(DenseMatrix points, int k) {
    return new NearestNeighbors().among(points, k);
  }

  private static double value(Measurement measurement) {
    return measurement.value().orElseThrow();
  }

  @Test
  void agreesWithScibMetrics() {
    Neighbors neighbors = nearest(GoldenCells.points(1.2), 29);
    List<LisiValues> values = Lisi.scibMetrics(30).of(neighbors, BATCHES, LABELS);
    assertThat(value(values.get(0).ilisi())).isEqualTo(0.719218709137345, CLOSE);
    assertThat(value(values.get(1).clisi())).isEqualTo(0.979071469679862, CLOSE);
    assertThat(Arrays.copyOf(values.get(0).cells(), 4))
        .containsExactly(
            new double[] {
              1.503345079613222, 2.4370544609052884, 2.9546943762720836, 2.0032644145272047
            },
            CLOSE);
    assertThat(Arrays.copyOf(values.get(1).cells(), 4))
        .containsExactly(
            new double[] {
              2.143251895355176, 1.1813299370054449, 1.0062965837592708, 1.0485956682897224
            },
            CLOSE);
  }

  @Test
  void moreNeighboursThanNeededChangeNothing() {
    Lisi lisi = Lisi.scibMetrics(30);
    DenseMatrix points = GoldenCells.points(1.2);
    assertThat(lisi.of(nearest(points, 50), BATCHES).getFirst().cells())
        .isEqualTo(lisi.of(nearest(points, 29), BATCHES).getFirst().cells());
  }

  @Test
  void agreesWithHarmony() {
    Neighbors neighbors = nearest(GoldenCells.points(1.2), 30);
    LisiValues values = Lisi.harmony(10).of(neighbors, BATCHES).getFirst();
    assertThat(value(values.median())).isEqualTo(2.43437677088292, CLOSE);
    assertThat(value(values.ilisi())).isEqualTo(0.717188385441462, CLOSE);
  }

  @Test
  void agreesWithTxEvaluation() {
    GoldenTensors golden = GoldenTensors.open("probes");
    double[] points = golden.numbers("in.X");
    // The reference works in float32.
    Arrays.setAll(points, i -> (float) points[i]);
    var matrix = new DenseMatrix(golden.size("in.X", 0), golden.size("in.X", 1), points);
    int[] batches = Arrays.stream(golden.numbers("in.batch")).mapToInt(b -> (int) b).toArray();
    Lisi lisi = Lisi.txEvaluation(21);
    assertThat(lisi.perplexity(lisi.neighbors())).isEqualTo(7);
    LisiValues values = lisi.of(nearest(matrix, lisi.neighbors()), Groups.of(batches)).getFirst();
    assertThat(values.cells())
        .containsExactly(golden.numbers("out.ilisi.cells"), Offset.offset(1e-5));
    assertThat(value(values.mean())).isEqualTo(golden.numbers("out.ilisi")[0], Offset.offset(1e-5));
  }

  @Test
  void findsTheWidthInTheStepsOfTheReference() {
    Neighborhood neighborhood = new Neighborhood(new double[] {.1, .2, .4, .8, 1.6, 3.2});
    neighborhood.fit(2);
    assertThat(neighborhood.beta()).isEqualTo(10.55712890625);
    assertThat(neighborhood.steps()).isEqualTo(18);
    assertThat(neighborhood.inverseSimpson(new int[] {0, 1, 0, 0, 1, 2}, new double[3]))
        .isEqualTo(1.6005024660505769, Offset.offset(1e-12));
  }

  @Test
  void weightsThatVanishGiveMinusOneWhichTheMedianKeeps() {
    double[] far = new double[3 * 6];
    Arrays.fill(far, 1e6);
    int[] others = {1, 2, 1, 2, 1, 2, 0, 2, 0, 2, 0, 2, 0, 1, 0, 1, 0, 1};
    LisiValues values =
        Lisi.harmony(2)
            .of(new Neighbors(6, others, far), Groups.of(new int[] {0, 1, 1}))
            .getFirst();
    assertThat(values.cells()).containsExactly(-1, -1, -1);
    assertThat(value(values.median())).isEqualTo(-1);
  }

  @Test
  void equalPointsWeighTheSame() {
    DenseMatrix points = DenseMatrix.zeros(10, 2);
    int[] batches = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
    LisiValues values = Lisi.harmony(3).of(nearest(points, 9), Groups.of(batches)).getFirst();
    // Four of the own batch and five of the other.
    assertThat(values.cells()).containsOnly(new double[] {81 / 41.0}, CLOSE);
  }

  @Test
  void oneBatchOrLabelAndTooFewCellsHaveAStatus() {
    DenseMatrix points = Points.normal(20, 3, 1);
    Groups one = Groups.of(new int[20]);
    LisiValues single = Lisi.scibMetrics(15).of(nearest(points, 14), one).getFirst();
    assertThat(single.ilisi()).isEqualTo(Measurement.none(Status.SINGLE_BATCH));
    assertThat(single.clisi()).isEqualTo(Measurement.none(Status.SINGLE_LABEL));
    assertThat(value(single.median())).isEqualTo(1, CLOSE);
    Groups two = Groups.of(new int[] {0, 1});
    LisiValues few = Lisi.scibMetrics(15).of(nearest(Points.normal(2, 3, 1), 14), two).getFirst();
    assertThat(few.ilisi()).isEqualTo(Measurement.none(Status.TOO_FEW_CELLS));
    assertThat(few.mean()).isEqualTo(Measurement.none(Status.TOO_FEW_CELLS));
    LisiValues alone =
        Lisi.harmony(30).of(nearest(Points.normal(1, 3, 1), 9), Groups.of(new int[1])).getFirst();
    assertThat(alone.median()).isEqualTo(Measurement.none(Status.TOO_FEW_CELLS));
  }

  @Test
  void aCodeWithoutCellsIsNoGroup() {
    DenseMatrix points = Points.normal(40, 3, 2);
    int[] batches = new int[40];
    Arrays.setAll(batches, i -> i % 2 == 0 ? 0 : 5);
    int[] plain = Arrays.stream(batches).map(b -> b / 5).toArray();
    Lisi lisi = Lisi.harmony(5);
    Neighbors neighbors = nearest(points, 15);
    assertThat(lisi.of(neighbors, Groups.of(batches)).getFirst().ilisi())
        .isEqualTo(lisi.of(neighbors, Groups.of(plain)).getFirst().ilisi());
  }

  @Test
  void lengthsThatDifferAreRefused() {
    Neighbors neighbors = nearest(Points.normal(20, 3, 1), 9);
    assertThatThrownBy(() -> Lisi.harmony(3).of(neighbors, Groups.of(new int[19])))
        .hasMessageContaining("20 cells, groups of 19");
    assertThatThrownBy(() -> new Lisi(Flavor.GEARS, 3)).hasMessageContaining("no LISI gears");
  }
}
