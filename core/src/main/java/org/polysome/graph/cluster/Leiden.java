package org.polysome.graph.cluster;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.polysome.graph.WeightedGraph;
import org.polysome.random.Seeds;

/**
 * Clusters of a graph by the Leiden algorithm (Traag, Waltman and van Eck, 2019, From Louvain to
 * Leiden: guaranteeing well-connected communities) for {@link Modularity}. The same graph, settings
 * and seed give the same clusters, which are numbered by falling size.
 *
 * @param resolution 1 for the usual modularity; clusters are more and smaller where it is larger
 * @param iterations how often, at most, the whole algorithm runs again on what it found; it stops
 *     before where modularity no longer rises
 * @param seed of the order of nodes and of the refinement
 */
public record Leiden(double resolution, int iterations, long seed) {

  /** Enough iterations for modularity to stop rising. */
  public static final int UNTIL_STABLE = 1000;

  /**
   * The paper's theta for edges of weight 1. It is taken in units of the mean weight of an edge, so
   * that clusters do not depend on the unit of the weights.
   */
  private static final double RANDOMNESS = 0.01;

  private static final double RISE = 1e-12;

  /** Checks the ranges. */
  public Leiden {
    if (!(resolution >= 0 && resolution < Double.POSITIVE_INFINITY) || iterations < 1) {
      throw new IllegalArgumentException(
          "resolution " + resolution + ", " + iterations + " iterations");
    }
  }

  /** The clusters of a graph. */
  public Clustering cluster(WeightedGraph graph) {
    RandomGenerator random = Seeds.generator(seed, Seeds.of("leiden"));
    Level ground = Level.of(graph, resolution);
    int[] clusters = ground.apart();
    double quality = Modularity.of(graph, clusters, resolution);
    double rise = Double.POSITIVE_INFINITY;
    for (int iteration = 0; iteration < iterations && rise > RISE; iteration++) {
      clusters = improved(ground, clusters, random);
      double better = Modularity.of(graph, clusters, resolution);
      rise = better - quality;
      quality = better;
    }
    return Clustering.bySize(clusters);
  }

  private static int[] improved(Level ground, int[] start, RandomGenerator random) {
    double randomness = RANDOMNESS * Arrays.stream(ground.graph().weights()).average().orElse(1);
    int[] places = ground.apart();
    int[] clusters = start.clone();
    Level level = ground;
    boolean done = false;
    while (!done) {
      new LocalMoves(level, clusters).run(random);
      done = Clustering.compact(clusters) == level.nodes();
      if (!done) {
        int[] parts = new Refinement(level, clusters, randomness).run(random);
        int count = Clustering.compact(parts);
        done = count == level.nodes();
        clusters = ofParts(clusters, parts, count);
        Arrays.setAll(places, i -> parts[places[i]]);
        level = level.joined(parts, count);
      }
    }
    int[] found = clusters;
    Arrays.setAll(places, i -> found[places[i]]);
    return places;
  }

  private static int[] ofParts(int[] clusters, int[] parts, int count) {
    int[] ofParts = new int[count];
    for (int node = 0; node < parts.length; node++) {
      ofParts[parts[node]] = clusters[node];
    }
    return ofParts;
  }
}
