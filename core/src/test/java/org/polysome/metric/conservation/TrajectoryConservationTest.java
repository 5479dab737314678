package org.polysome.metric.conservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.graph.WeightedGraph;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Groups;
import org.polysome.metric.Status;

class TrajectoryConservationTest {

  private static final int CELLS = 40;
  private static final double[] TIMES = IntStream.range(0, CELLS).mapToDouble(i -> i).toArray();
  private static final Groups QUARTERS =
      Groups.of(IntStream.range(0, CELLS).map(i -> 5 - i / 10).toArray());
  private static final TrajectoryConservation METRIC = new TrajectoryConservation(TIMES, QUARTERS);

  @Test
  void aPathIsFollowedFromItsStart() {
    assertThat(value(METRIC, path(CELLS))).isGreaterThan(0.999);
    var backwards =
        new TrajectoryConservation(
            IntStream.range(0, CELLS).mapToDouble(i -> -i).toArray(), QUARTERS);
    assertThat(value(backwards, path(CELLS))).isGreaterThan(0.999);
  }

  @Test
  void cellsThatAreNotReachedHaveZero() {
    double[] times = METRIC.pseudotime(cut(30), 0).orElseThrow();
    assertThat(Arrays.copyOfRange(times, 30, CELLS)).containsOnly(0);
    assertThat(Arrays.stream(times).max()).hasValue(1);
    assertThat(METRIC.of(cut(30), 0)).isEqualTo(METRIC.agreement(times));
    assertThat(value(METRIC, cut(30))).isLessThan(0.6);
  }

  @Test
  void withoutTheStartInTheLargestComponentTheScoreIsZero() {
    assertThat(METRIC.pseudotime(cut(10), 0)).isEmpty();
    assertThat(METRIC.of(cut(10), 0).value()).hasValue(0);
  }

  @Test
  void agreementIsARankCorrelation() {
    double[] squares = Arrays.stream(TIMES).map(time -> time * time).toArray();
    double[] falling = Arrays.stream(TIMES).map(time -> -time).toArray();
    assertThat(METRIC.agreement(squares).value().orElseThrow()).isEqualTo(1, Offset.offset(1e-14));
    assertThat(METRIC.agreement(falling).value().orElseThrow()).isEqualTo(0, Offset.offset(1e-14));
    assertThat(METRIC.agreement(new double[CELLS]).status()).isEqualTo(Status.CONSTANT);
  }

  @Test
  void batchesAreCorrelatedApart() {
    double[] after = TIMES.clone();
    for (int i = 20; i < CELLS; i++) {
      after[i] = -i;
    }
    Groups halves = Groups.of(IntStream.range(0, CELLS).map(i -> i / 20).toArray());
    assertThat(METRIC.agreement(after, halves).value().orElseThrow())
        .isEqualTo(0.5, Offset.offset(1e-14));
    Groups apart = Groups.of(IntStream.range(0, CELLS).map(i -> i < 20 ? 7 : i + 9).toArray());
    assertThat(METRIC.agreement(after, apart).value().orElseThrow())
        .isEqualTo(1, Offset.offset(1e-14));
  }

  /** Two of three dimensions put place 4 at their end, on whatever side it lies. */
  @Test
  void theRootIsTheCellWithMostVotes() {
    int[] cells = {0, 1, 2, 3, 4, 39};
    double[] map = {
      0.1, 5, 1, //
      0.2, 1, 2, 0.3, 2, 3, 0.1, 3, 4, 0.0, 9, 5, 9, -9, -9
    };
    assertThat(METRIC.root(new DenseMatrix(6, 3, map), cells)).hasValue(4);
    assertThat(METRIC.root(new DenseMatrix(1, 3, new double[3]), new int[] {39})).isEmpty();
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> new TrajectoryConservation(new double[3], QUARTERS))
        .hasMessageContaining("3 pseudotimes for 40");
    assertThatThrownBy(() -> METRIC.of(path(7), 0)).hasMessageContaining("graph of 7");
    var none = new TrajectoryConservation(new double[0], Groups.of(new int[0]));
    assertThat(none.of(path(0), 0).status()).isEqualTo(Status.TOO_FEW_CELLS);
  }

  private static double value(TrajectoryConservation metric, WeightedGraph graph) {
    return metric.of(graph, 0).value().orElseThrow();
  }

  private static WeightedGraph path(int cells) {
    return path(cells, cells);
  }

  private static WeightedGraph cut(int before) {
    return path(CELLS, before);
  }

  /** Each cell beside the next two, but for edges across a cut. */
  private static WeightedGraph path(int cells, int cut) {
    int[] edges =
        IntStream.range(0, cells * cells)
            .filter(i -> i / cells != i % cells && Math.abs(i / cells - i % cells) <= 2)
            .filter(i -> i / cells < cut == i % cells < cut)
            .toArray();
    double[] weights = new double[edges.length];
    Arrays.fill(weights, 1);
    return WeightedGraph.of(
        cells,
        Arrays.stream(edges).map(i -> i / cells).toArray(),
        Arrays.stream(edges).map(i -> i % cells).toArray(),
        weights);
  }
}
