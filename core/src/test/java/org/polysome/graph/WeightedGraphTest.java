package org.polysome.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;
import org.polysome.graph.neighbor.NearestNeighbors;

class WeightedGraphTest {

  @Test
  void edgesInAnyOrderBecomeRowsThatAscend() {
    WeightedGraph graph =
        WeightedGraph.of(
            4,
            new int[] {2, 0, 1, 0, 0, 2, 1},
            new int[] {0, 1, 0, 2, 0, 1, 2},
            new double[] {3, 1, 1, 3, 9, 2, 2});
    assertThat(graph.offsets()).containsExactly(0, 2, 4, 6, 6);
    assertThat(graph.neighbors()).containsExactly(1, 2, 0, 2, 0, 1);
    assertThat(graph.weights()).containsExactly(1, 3, 1, 2, 3, 2);
    assertThat(graph.strengths()).containsExactly(4, 3, 5, 0);
    assertThat(graph.degree(3)).isZero();
  }

  @Test
  void anEdgeThatIsNamedTwiceHasBothWeights() {
    WeightedGraph graph =
        WeightedGraph.of(
            2, new int[] {0, 1, 0, 1}, new int[] {1, 0, 1, 0}, new double[] {1, 1, 2, 2});
    assertThat(graph.neighbors()).containsExactly(1, 0);
    assertThat(graph.weights()).containsExactly(3, 3);
  }

  @Test
  void aFuzzyGraphKeepsItsStrengths() {
    FuzzyGraph fuzzy = FuzzyGraph.of(new NearestNeighbors().among(Points.normal(60, 4, 2), 5));
    WeightedGraph graph = WeightedGraph.of(fuzzy);
    assertThat(graph.nodes()).isEqualTo(60);
    assertThat(graph.weights()).hasSameSizeAs(fuzzy.weights());
    double[] strengths = new double[60];
    for (int edge = 0; edge < fuzzy.weights().length; edge++) {
      strengths[fuzzy.heads()[edge]] += fuzzy.weights()[edge];
    }
    assertThat(graph.strengths()).containsExactly(strengths, offset(1e-12));
  }

  @Test
  void whatIsNoGraphIsRefused() {
    double[] one = {1};
    assertThatThrownBy(() -> WeightedGraph.of(2, new int[] {0}, new int[] {1}, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("differs by direction");
    assertThatThrownBy(
            () -> WeightedGraph.of(2, new int[] {0, 1}, new int[] {1, 0}, new double[] {1, 2}))
        .hasMessageContaining("differs by direction");
    assertThatThrownBy(() -> WeightedGraph.of(2, new int[] {0}, new int[] {2}, one))
        .hasMessageContaining("from 0 to 2");
    assertThatThrownBy(
            () -> WeightedGraph.of(1, new int[] {0}, new int[] {0}, new double[] {Double.NaN}))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> new WeightedGraph(new int[] {0, 2}, new int[] {1}, one))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
