package org.polysome.graph.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.graph.WeightedGraph;

class LeidenTest {

  /** The largest modularity of the karate club (Brandes et al., 2008). */
  private static final double KARATE = 0.4197896;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
  void findsTheBestClustersOfTheKarateClub(long seed) {
    WeightedGraph graph = Graphs.karate();
    Clustering found = new Leiden(1, Leiden.UNTIL_STABLE, seed).cluster(graph);
    assertThat(Modularity.of(graph, found.labels(), 1)).isCloseTo(KARATE, within(1e-7));
    assertThat(found.clusters()).isEqualTo(4);
  }

  @Test
  void findsTheCliquesOfARing() {
    Clustering found = new Leiden(1, Leiden.UNTIL_STABLE, 3).cluster(Graphs.ring(8, 6));
    assertThat(found.labels()).isEqualTo(IntStream.range(0, 48).map(node -> node / 6).toArray());
  }

  @Test
  void joinsCliquesBelowTheResolutionLimitAndPartsThemAboveIt() {
    // 30 cliques of 5: joining two raises the modularity of resolution 1 (Fortunato and
    // Barthelemy, 2007), not that of resolution 2.
    WeightedGraph graph = Graphs.ring(30, 5);
    assertThat(new Leiden(1, Leiden.UNTIL_STABLE, 3).cluster(graph).clusters()).isLessThan(30);
    assertThat(new Leiden(2, Leiden.UNTIL_STABLE, 3).cluster(graph).clusters()).isEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void findsPlantedGroups(long seed) {
    WeightedGraph graph = Graphs.planted(300, 5, new double[] {0.3, 0.03}, seed);
    Clustering found = new Leiden(1, 2, seed).cluster(graph);
    int[] planted = IntStream.range(0, 300).map(node -> node % 5).toArray();
    assertThat(found.labels()).isEqualTo(Clustering.bySize(planted).labels());
  }

  @ParameterizedTest
  @CsvSource({"0.5, 1", "1, 2", "1, 3", "3, 4"})
  void noNodeGainsByMovingAndEveryClusterIsConnected(double resolution, long seed) {
    WeightedGraph graph = Graphs.planted(120, 4, new double[] {0.12, 0.05}, seed);
    int[] labels = new Leiden(resolution, Leiden.UNTIL_STABLE, seed).cluster(graph).labels();
    double best = Graphs.slowModularity(graph, labels, resolution);
    int clusters = Arrays.stream(labels).max().orElseThrow() + 1;
    for (int node = 0; node < 120; node += 5) {
      int[] moved = labels.clone();
      for (int cluster = 0; cluster <= clusters; cluster++) {
        moved[node] = cluster;
        assertThat(Graphs.slowModularity(graph, moved, resolution))
            .as("node %d to %d, seed %d", node, cluster, seed)
            .isLessThan(best + 1e-9);
      }
    }
    for (int cluster = 0; cluster < clusters; cluster++) {
      assertConnected(graph, labels, cluster);
    }
  }

  private static void assertConnected(WeightedGraph graph, int[] labels, int cluster) {
    int[] members =
        IntStream.range(0, labels.length).filter(node -> labels[node] == cluster).toArray();
    boolean[] reached = new boolean[labels.length];
    var open = new ArrayDeque<Integer>();
    open.add(members[0]);
    reached[members[0]] = true;
    int count = 0;
    while (!open.isEmpty()) {
      int node = open.remove();
      count++;
      for (int i = graph.offsets()[node]; i < graph.offsets()[node + 1]; i++) {
        int other = graph.neighbors()[i];
        if (labels[other] == cluster && !reached[other]) {
          reached[other] = true;
          open.add(other);
        }
      }
    }
    assertThat(count).as("cluster %d is connected", cluster).isEqualTo(members.length);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void comesWithinAHundredthOfTheBestOfAllPartitions(long seed) {
    WeightedGraph graph = Graphs.planted(8, 2, new double[] {0.8, 0.4}, seed);
    double best = bestOfAll(graph, new int[8], 0, 0);
    double found =
        IntStream.range(0, 5)
            .mapToDouble(
                start ->
                    Modularity.of(
                        graph,
                        new Leiden(1, Leiden.UNTIL_STABLE, start).cluster(graph).labels(),
                        1))
            .max()
            .orElseThrow();
    assertThat(found).isBetween(0.99 * best, best + 1e-12);
  }

  /** Tries every partition of the nodes from {@code node} on. */
  private static double bestOfAll(WeightedGraph graph, int[] labels, int node, int used) {
    if (node == labels.length) {
      return Graphs.slowModularity(graph, labels, 1);
    }
    double best = Double.NEGATIVE_INFINITY;
    for (int label = 0; label <= used; label++) {
      labels[node] = label;
      best = Math.max(best, bestOfAll(graph, labels, node + 1, Math.max(used, label + 1)));
    }
    return best;
  }

  @Test
  void moreIterationsAreNeverWorse() {
    WeightedGraph graph = Graphs.planted(400, 8, new double[] {0.1, 0.03}, 9);
    double before = -1;
    for (int iterations = 1; iterations <= 6; iterations++) {
      Clustering found = new Leiden(1, iterations, 9).cluster(graph);
      double quality = Modularity.of(graph, found.labels(), 1);
      assertThat(quality).as("%d iterations", iterations).isGreaterThan(before - 1e-12);
      before = quality;
    }
  }

  @Test
  void theUnitOfTheWeightsDoesNotMatter() {
    WeightedGraph graph = Graphs.planted(200, 4, new double[] {0.1, 0.05}, 2);
    double[] small = Arrays.stream(graph.weights()).map(weight -> weight / 1024).toArray();
    Leiden leiden = new Leiden(1, 3, 8);
    assertThat(
            leiden.cluster(new WeightedGraph(graph.offsets(), graph.neighbors(), small)).labels())
        .isEqualTo(leiden.cluster(graph).labels());
  }

  @Test
  void theSameSeedGivesTheSameClusters() {
    WeightedGraph graph = Graphs.planted(300, 6, new double[] {0.06, 0.05}, 1);
    int[] once = new Leiden(1, 2, 5).cluster(graph).labels();
    assertThat(new Leiden(1, 2, 5).cluster(graph).labels()).isEqualTo(once);
    assertThat(new Leiden(1, 2, 6).cluster(graph).labels()).isNotEqualTo(once);
  }

  @Test
  void nodesWithoutEdgesStayAlone() {
    double[][] matrix = new double[5][5];
    matrix[1][3] = 2;
    Clustering found = new Leiden(1, 4, 0).cluster(Graphs.ofUpperTriangle(matrix));
    assertThat(found.labels()).containsExactly(1, 0, 2, 0, 3);
    assertThat(new Leiden(1, 4, 0).cluster(Graphs.ofUpperTriangle(new double[0][0])).clusters())
        .isZero();
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Leiden(Double.NaN, 1, 0)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Leiden(1, 0, 0)).hasMessageContaining("0 iterations");
  }
}
