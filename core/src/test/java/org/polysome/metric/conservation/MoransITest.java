package org.polysome.metric.conservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.graph.WeightedGraph;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

class MoransITest {

  private static final Measurement CONSTANT = Measurement.none(Status.CONSTANT);

  /** The definition, over all pairs. */
  @Test
  void agreesWithTheDefinition() {
    var random = new Random(8);
    int cells = 25;
    double[] weights = new double[cells * cells];
    for (int i = 0; i < cells; i++) {
      for (int j = 0; j < i; j++) {
        double weight = random.nextInt(4) == 0 ? random.nextDouble() : 0;
        weights[i * cells + j] = weight;
        weights[j * cells + i] = weight;
      }
    }
    double[] values = random.doubles(cells).toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    double products = 0;
    double squares = 0;
    for (int i = 0; i < cells; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
      for (int j = 0; j < cells; j++) {
        products += weights[i * cells + j] * (values[i] - mean) * (values[j] - mean);
      }
    }
    double expected = cells / Arrays.stream(weights).sum() * products / squares;
    assertThat(MoransI.of(graph(cells, weights), values).value().orElseThrow())
        .as("seed 8")
        .isEqualTo(expected, Offset.offset(1e-13));
  }

  @Test
  void neighboursThatAlternateAreOpposite() {
    WeightedGraph ring = ring(10);
    double[] alternating = new double[10];
    double[] halves = new double[10];
    Arrays.setAll(alternating, i -> i % 2);
    Arrays.setAll(halves, i -> i / 5);
    assertThat(MoransI.of(ring, alternating).value()).hasValue(-1);
    assertThat(MoransI.of(ring, halves).value().orElseThrow()).isEqualTo(0.6, Offset.offset(1e-15));
    double[] genes = new double[30];
    System.arraycopy(alternating, 0, genes, 0, 10);
    System.arraycopy(halves, 0, genes, 10, 10);
    var matrix = new DenseMatrix(3, 10, genes);
    assertThat(MoransI.ofEach(ring, matrix).get(0).value()).hasValue(0);
    assertThat(MoransI.ofEach(ring, matrix).get(2)).isEqualTo(CONSTANT);
    assertThat(MoransI.mean(ring, matrix).value().orElseThrow())
        .isEqualTo(0.3, Offset.offset(1e-15));
  }

  @Test
  void keptIsBesideTheBestBatch() {
    List<Measurement> first = List.of(Measurement.of(0.5), Measurement.of(0.2), CONSTANT);
    List<Measurement> second = List.of(Measurement.of(0.1), Measurement.of(0.6), CONSTANT);
    List<Measurement> after = List.of(Measurement.of(0.9), Measurement.of(0.4), Measurement.of(1));
    assertThat(MoransI.kept(List.of(first, second), after).value().orElseThrow())
        .isEqualTo(0.9, Offset.offset(1e-15));
    assertThat(MoransI.kept(List.of(after), after).value()).hasValue(1);
    assertThat(MoransI.kept(List.of(), after)).isEqualTo(CONSTANT);
    assertThatThrownBy(() -> MoransI.kept(List.of(List.of()), after))
        .hasMessageContaining("other genes than 3");
  }

  @Test
  void saysWhereThereIsNothing() {
    double[] tenths = new double[10];
    Arrays.fill(tenths, 0.1);
    assertThat(MoransI.of(ring(10), tenths)).isEqualTo(CONSTANT);
    assertThat(MoransI.of(graph(2, new double[4]), new double[] {1, 2}).status())
        .isEqualTo(Status.TOO_FEW_CELLS);
    assertThatThrownBy(() -> MoransI.of(ring(10), new double[9]))
        .hasMessageContaining("9 values for 10");
  }

  private static WeightedGraph ring(int cells) {
    double[] weights = new double[cells * cells];
    for (int i = 0; i < cells; i++) {
      int next = (i + 1) % cells;
      weights[i * cells + next] = 0.5;
      weights[next * cells + i] = 0.5;
    }
    return graph(cells, weights);
  }

  private static WeightedGraph graph(int cells, double[] weights) {
    int[] edges = IntStream.range(0, weights.length).filter(i -> weights[i] > 0).toArray();
    return WeightedGraph.of(
        cells,
        Arrays.stream(edges).map(i -> i / cells).toArray(),
        Arrays.stream(edges).map(i -> i % cells).toArray(),
        Arrays.stream(edges).mapToDouble(i -> weights[i]).toArray());
  }
}
