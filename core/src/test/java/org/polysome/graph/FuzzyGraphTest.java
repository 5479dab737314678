package org.polysome.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.matrix.DenseMatrix;

class FuzzyGraphTest {

  private final NearestNeighbors nearest = new NearestNeighbors();

  @Test
  void everyEdgeIsThereBothWaysOnceAndAsStrong() {
    FuzzyGraph graph = FuzzyGraph.of(nearest.among(Points.normal(200, 6, 1), 15));
    Map<Long, Double> strength = new HashMap<>();
    for (int edge = 0; edge < graph.weights().length; edge++) {
      long key = graph.heads()[edge] * 1000L + graph.tails()[edge];
      assertThat(strength.put(key, graph.weights()[edge])).isNull();
      assertThat(graph.weights()[edge]).isPositive().isLessThanOrEqualTo(1);
    }
    strength.forEach(
        (key, weight) ->
            assertThat(strength.get(key % 1000 * 1000 + key / 1000)).isEqualTo(weight));
  }

  @Test
  void strengthsOfTwoMutualNeighboursJoinAsAFuzzyUnion() {
    // Three points on a line, each the neighbour of each. An end has strength 1 to the middle and,
    // as its two sum to log2(3), log2(3) - 1 to the other end; the middle has 1 to both.
    DenseMatrix line = new DenseMatrix(3, 1, new double[] {0, 1, 2});
    FuzzyGraph graph = FuzzyGraph.of(nearest.among(line, 2));
    double far = Math.log(3) / Math.log(2) - 1;
    for (int edge = 0; edge < graph.weights().length; edge++) {
      boolean ends = Math.abs(graph.heads()[edge] - graph.tails()[edge]) == 2;
      assertThat(graph.weights()[edge])
          .isEqualTo(ends ? far + far - far * far : 1, Offset.offset(3e-5));
    }
  }

  @Test
  void aPointThatIsNobodysNeighbourHasStrengthsThatSumToTheLogarithmOfKWithItself() {
    double[] line = new double[30];
    Arrays.setAll(line, i -> i == 29 ? 100 : i + 0.01 * i * i);
    FuzzyGraph graph = FuzzyGraph.of(nearest.among(new DenseMatrix(30, 1, line), 14));
    double sum = 0;
    double largest = 0;
    for (int edge = 0; edge < graph.weights().length; edge++) {
      if (graph.heads()[edge] == 29) {
        sum += graph.weights()[edge];
        largest = Math.max(largest, graph.weights()[edge]);
      }
    }
    assertThat(sum).isEqualTo(Math.log(15) / Math.log(2), Offset.offset(1e-5));
    assertThat(largest).isEqualTo(1);
  }

  @Test
  void equalPointsHoldTogetherFully() {
    FuzzyGraph graph = FuzzyGraph.of(nearest.among(DenseMatrix.zeros(8, 2), 3));
    assertThat(graph.weights()).isNotEmpty().containsOnly(1);
  }
}
