package org.polysome.metric.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.graph.ShortestPaths;
import org.polysome.graph.WeightedGraph;
import org.polysome.metric.Groups;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/** Values from scib 1.2.1 on a ring of 40 cells. */
class GraphLisiTest {

  private static final int CELLS = 40;

  private static WeightedGraph ring() {
    int[] steps = {1, 2, 5, 11};
    double[] base = {.9, .6, .35, .2};
    int[] heads = new int[2 * CELLS * steps.length];
    int[] tails = new int[heads.length];
    double[] weights = new double[heads.length];
    int filled = 0;
    for (int i = 0; i < CELLS; i++) {
      for (int s = 0; s < steps.length; s++) {
        double weight = base[s] * (1 + (13 * i + 7 * steps[s]) % 17 / 34.0);
        int other = (i + steps[s]) % CELLS;
        heads[filled] = tails[filled + 1] = i;
        tails[filled] = heads[filled + 1] = other;
        weights[filled] = weights[filled + 1] = weight;
        filled += 2;
      }
    }
    return WeightedGraph.of(CELLS, heads, tails, weights);
  }

  private static Groups batches() {
    int[] batches = new int[CELLS];
    Arrays.setAll(batches, i -> i / 3 % 3);
    return Groups.of(batches);
  }

  @Test
  void pathsAgreeWithTheReference() {
    ShortestPaths.Reached reached = new ShortestPaths(ring()).from(0, 15);
    assertThat(reached.nodes())
        .containsExactly(11, 29, 5, 35, 18, 22, 16, 34, 24, 6, 33, 7, 23, 30, 2);
    assertThat(Arrays.stream(reached.lengths()).map(GraphLisi::sixDigits).toArray())
        .containsExactly(
            0.252941, 0.270588, 0.360294, 0.494118, 0.5, 0.547059, 0.595588, 0.613235, 0.692647,
            0.716176, 0.782353, 0.788235, 0.825, 0.844118, 0.847059);
  }

  @Test
  void valuesAgreeWithTheReference() {
    LisiValues values = new GraphLisi(15).of(ring(), batches()).getFirst();
    assertThat(Arrays.copyOf(values.cells(), 5))
        .containsExactly(
            new double[] {
              1.7019719090346457,
              1.5367772753000755,
              1.6830594712752907,
              1.6514440584748384,
              1.6362425051205869
            },
            Offset.offset(1e-12));
    assertThat(values.median().value().orElseThrow())
        .isEqualTo(1.74367978313494, Offset.offset(1e-12));
    assertThat(values.ilisi().value().orElseThrow())
        .isEqualTo(0.371839891567471, Offset.offset(1e-12));
  }

  @Test
  void groupingsTogetherAreAsEachAlone() {
    int[] labels = new int[CELLS];
    Arrays.setAll(labels, i -> i % 2);
    GraphLisi lisi = new GraphLisi(15);
    List<LisiValues> both = lisi.of(ring(), Groups.of(labels), batches());
    assertThat(both.getFirst().cells())
        .isEqualTo(lisi.of(ring(), Groups.of(labels)).getFirst().cells());
    assertThat(both.getLast().cells()).isEqualTo(lisi.of(ring(), batches()).getFirst().cells());
    assertThat(both.getFirst().cells()).isNotEqualTo(both.getLast().cells());
  }

  @Test
  void numbersRoundAsTextsDo() {
    long seed = 4;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      double value = Math.pow(10, random.nextInt(30) - 20) * random.nextDouble();
      // Some exactly between two texts.
      value = i % 3 == 0 ? Math.rint(value * 1e7) / 1e7 : value;
      double expected =
          value == 0
              ? 0
              : new BigDecimal(value)
                  .round(new MathContext(6, RoundingMode.HALF_EVEN))
                  .doubleValue();
      assertThat(GraphLisi.sixDigits(value)).as("seed %d, %s", seed, value).isEqualTo(expected);
    }
    assertThat(GraphLisi.sixDigits(0)).isZero();
    assertThat(GraphLisi.sixDigits(Double.MIN_VALUE)).isPositive();
    assertThat(GraphLisi.sixDigits(0.99999995)).isEqualTo(1);
    assertThat(GraphLisi.sixDigits(1234567)).isEqualTo(1234570);
  }

  @Test
  void cellsThatReachTooFewCountAsOneAndLonelyOnesNot() {
    // The ring, a pair and a cell alone.
    WeightedGraph ring = ring();
    int[] offsets = Arrays.copyOf(ring.offsets(), CELLS + 4);
    int edges = offsets[CELLS];
    offsets[CELLS + 1] = edges + 1;
    offsets[CELLS + 2] = edges + 2;
    offsets[CELLS + 3] = edges + 2;
    int[] neighbors = Arrays.copyOf(ring.neighbors(), edges + 2);
    neighbors[edges] = CELLS + 1;
    neighbors[edges + 1] = CELLS;
    double[] weights = Arrays.copyOf(ring.weights(), edges + 2);
    int[] batches = Arrays.copyOf(batches().codes(), CELLS + 3);
    LisiValues values =
        new GraphLisi(15)
            .of(new WeightedGraph(offsets, neighbors, weights), Groups.of(batches))
            .getFirst();
    assertThat(Arrays.copyOfRange(values.cells(), CELLS, CELLS + 3))
        .containsExactly(1, 1, LisiValues.LEFT_OUT);
    double[] expected = Arrays.copyOf(values.cells(), CELLS + 2);
    assertThat(values.median()).isEqualTo(new LisiValues(expected, 3).median());
  }

  @Test
  void tooFewCellsHaveAStatus() {
    assertThat(new GraphLisi(90).of(ring(), batches()).getFirst().ilisi())
        .isEqualTo(Measurement.none(Status.TOO_FEW_CELLS));
    assertThat(new GraphLisi(15).of(ring(), Groups.of(new int[CELLS])).getFirst().ilisi())
        .isEqualTo(Measurement.none(Status.SINGLE_BATCH));
  }

  @Test
  void lengthsThatDifferAreRefused() {
    assertThatThrownBy(() -> new GraphLisi(15).of(ring(), Groups.of(new int[3])))
        .hasMessageContaining("40 cells, groups of 3");
  }
}
