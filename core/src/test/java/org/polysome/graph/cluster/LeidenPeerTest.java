package org.polysome.graph.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import nl.cwts.networkanalysis.LeidenAlgorithm;
import nl.cwts.networkanalysis.Network;
import nl.cwts.util.LargeDoubleArray;
import nl.cwts.util.LargeIntArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.graph.WeightedGraph;

/**
 * Compares {@link Leiden} with {@code networkanalysis} 1.3.0 of its authors, whose quality is
 * modularity where nodes weigh what their edges do and the resolution is divided by that of all.
 */
class LeidenPeerTest {

  private static final int SEEDS = 12;

  @ParameterizedTest(name = "{0} nodes, {1} groups, {2} within and {3} between, resolution {4}")
  @CsvSource({
    "400, 8, 0.1, 0.03, 1",
    "400, 8, 0.1, 0.03, 2.5",
    "600, 12, 0.08, 0.03, 1",
    "300, 30, 0.8, 0.02, 0.4",
    "500, 1, 0.03, 0, 1"
  })
  void findsAsMuchModularityAsTheAuthors(
      int nodes, int groups, double within, double between, double resolution) {
    WeightedGraph graph = Graphs.planted(nodes, groups, new double[] {within, between}, 5);
    double[] ours =
        qualities(
            seed ->
                Modularity.of(
                    graph,
                    new Leiden(resolution, Leiden.UNTIL_STABLE, seed).cluster(graph).labels(),
                    resolution));
    double[] theirs =
        qualities(seed -> Modularity.of(graph, peer(graph, resolution, seed), resolution));
    double spread = theirs[SEEDS - 1] - theirs[0];
    assertThat(ours[SEEDS / 2])
        .as("ours %s, theirs %s", Arrays.toString(ours), Arrays.toString(theirs))
        .isCloseTo(theirs[SEEDS / 2], within(Math.max(0.002, spread)));
    assertThat(ours[SEEDS - 1]).isGreaterThan(theirs[SEEDS / 2] - 1e-9);
  }

  @Test
  void modularityIsTheirs() {
    WeightedGraph graph = Graphs.planted(200, 5, new double[] {0.2, 0.05}, 3);
    double total = Arrays.stream(graph.weights()).sum();
    for (double resolution : new double[] {0.5, 1, 2}) {
      int[] labels = peer(graph, resolution, 1);
      double quality =
          new LeidenAlgorithm(resolution / total, 1, 0.01, new Random(0))
              .calcQuality(network(graph), new nl.cwts.networkanalysis.Clustering(labels));
      assertThat(Modularity.of(graph, labels, resolution)).isCloseTo(quality, within(1e-12));
    }
  }

  private static double[] qualities(LongToDoubleFunction quality) {
    return LongStream.range(0, SEEDS).mapToDouble(quality).sorted().toArray();
  }

  private static int[] peer(WeightedGraph graph, double resolution, long seed) {
    double total = Arrays.stream(graph.weights()).sum();
    var algorithm = new LeidenAlgorithm(resolution / total, 100, 0.01, new Random(seed));
    return algorithm.findClustering(network(graph)).getClusters();
  }

  private static Network network(WeightedGraph graph) {
    long[] offsets = Arrays.stream(graph.offsets()).asLongStream().toArray();
    var neighbors = new LargeIntArray(graph.neighbors());
    return new Network(
        graph.nodes(), true, offsets, neighbors, new LargeDoubleArray(graph.weights()), true);
  }
}
