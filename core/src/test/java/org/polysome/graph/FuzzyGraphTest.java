package org.polysome.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;

class FuzzyGraphTest {

  private final NearestNeighbors nearest = new NearestNeighbors(MatrixProduct.PLAIN);

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
    // Three points on a line, each the neighbour of each: the rate makes 1 + exp(-x) equal 1, so
    // that only the nearest neighbour counts, and the middle point has two of them.
    DenseMatrix line = new DenseMatrix(3, 1, new double[] {0, 1, 2});
    FuzzyGraph graph = FuzzyGraph.of(nearest.among(line, 2));
    double outer = 0;
    for (int edge = 0; edge < graph.weights().length; edge++) {
      if (Math.abs(graph.heads()[edge] - graph.tails()[edge]) == 1) {
        assertThat(graph.weights()[edge]).isEqualTo(1, Offset.offset(1e-9));
      } else {
        outer = graph.weights()[edge];
      }
    }
    assertThat(outer).isLessThan(1e-3);
  }

  @Test
  void equalPointsHoldTogetherFully() {
    FuzzyGraph graph = FuzzyGraph.of(nearest.among(DenseMatrix.zeros(8, 2), 3));
    assertThat(graph.weights()).isNotEmpty().containsOnly(1);
  }
}
