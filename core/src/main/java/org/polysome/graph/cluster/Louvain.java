package org.polysome.graph.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.polysome.graph.WeightedGraph;
import org.polysome.random.Seeds;

/**
 * Clusters of a graph by the Louvain method (Blondel, Guillaume, Lambiotte and Lefebvre, 2008) for
 * {@link Modularity}: single nodes move until none gains, clusters become nodes, and again. The
 * same graph, settings and seed give the same clusters, which are numbered by falling size.
 *
 * @param resolution 1 for the usual modularity; clusters are more and smaller where it is larger
 * @param seed of the order of nodes
 */
public record Louvain(double resolution, long seed) {

  /** Checks the range. */
  public Louvain {
    if (!(resolution >= 0 && resolution < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("resolution " + resolution);
    }
  }

  /** The clusters of the last level. */
  public Clustering cluster(WeightedGraph graph) {
    return levels(graph).getLast();
  }

  /** The clusters of every level, each of which joins clusters of the one before; at least one. */
  public List<Clustering> levels(WeightedGraph graph) {
    RandomGenerator random = Seeds.generator(seed, Seeds.of("louvain"));
    List<Clustering> levels = new ArrayList<>();
    Level level = Level.of(graph, resolution);
    int[] places = level.apart();
    boolean done = false;
    while (!done) {
      int[] clusters = level.apart();
      settle(new LocalMoves(level, clusters), random);
      int count = Clustering.compact(clusters);
      done = count == level.nodes();
      if (!done || levels.isEmpty()) {
        Arrays.setAll(places, i -> clusters[places[i]]);
        levels.add(Clustering.bySize(places));
        level = level.joined(clusters, count);
      }
    }
    return List.copyOf(levels);
  }

  /**
   * A node far from all moves may gain from what they did to its cluster: so all are asked again.
   */
  private static void settle(LocalMoves moves, RandomGenerator random) {
    boolean moved = true;
    while (moved) {
      moved = moves.run(random);
    }
  }
}
