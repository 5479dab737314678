package org.polysome.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.graph.neighbor.NearestNeighbors;

class ShortestPathsTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void agreeWithAllPairs(long seed) {
    int nodes = 50;
    WeightedGraph graph =
        WeightedGraph.of(
            FuzzyGraph.of(new NearestNeighbors().among(Points.normal(nodes, 3, seed), 3)));
    double[][] lengths = allPairs(graph);
    ShortestPaths paths = new ShortestPaths(graph);
    for (int start = 0; start < nodes; start++) {
      double[] from = lengths[start];
      int first = start;
      int[] expected =
          IntStream.range(0, nodes)
              .filter(node -> node != first && Double.isFinite(from[node]))
              .boxed()
              .sorted(Comparator.comparingDouble((Integer node) -> from[node]))
              .mapToInt(Integer::intValue)
              .limit(20)
              .toArray();
      ShortestPaths.Reached reached = paths.from(start, 20);
      assertThat(reached.lengths())
          .containsExactly(
              Arrays.stream(expected).mapToDouble(node -> from[node]).toArray(),
              Offset.offset(1e-12));
      assertThat(reached.nodes()).containsExactlyInAnyOrder(expected);
    }
  }

  private static double[][] allPairs(WeightedGraph graph) {
    int nodes = graph.nodes();
    double[][] lengths = new double[nodes][nodes];
    for (int i = 0; i < nodes; i++) {
      Arrays.fill(lengths[i], Double.POSITIVE_INFINITY);
      lengths[i][i] = 0;
      for (int e = graph.offsets()[i]; e < graph.offsets()[i + 1]; e++) {
        lengths[i][graph.neighbors()[e]] = graph.weights()[e];
      }
    }
    for (int via = 0; via < nodes; via++) {
      for (int i = 0; i < nodes; i++) {
        for (int j = 0; j < nodes; j++) {
          lengths[i][j] = Math.min(lengths[i][j], lengths[i][via] + lengths[via][j]);
        }
      }
    }
    return lengths;
  }

  @Test
  void equallyNearNodesComeInTheirOrderAndUnreachedOnesNot() {
    // A star around 3, and 5 alone.
    int[] heads = {3, 0, 3, 4, 3, 1, 3, 2};
    int[] tails = {0, 3, 4, 3, 1, 3, 2, 3};
    double[] ones = new double[8];
    Arrays.fill(ones, 1);
    ShortestPaths paths = new ShortestPaths(WeightedGraph.of(6, heads, tails, ones));
    assertThat(paths.from(3, 9).nodes()).containsExactly(0, 1, 2, 4);
    assertThat(paths.from(1, 9).nodes()).containsExactly(3, 0, 2, 4);
    assertThat(paths.from(1, 9).lengths()).containsExactly(1, 2, 2, 2);
    assertThat(paths.from(1, 2).nodes()).containsExactly(3, 0);
    assertThat(paths.from(5, 9).nodes()).isEmpty();
  }
}
