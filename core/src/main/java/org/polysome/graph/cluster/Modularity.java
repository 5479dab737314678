package org.polysome.graph.cluster;

import org.polysome.graph.WeightedGraph;

/**
 * How much more of the weight of a graph lies within clusters than at random (Newman and Girvan,
 * 2004), with the resolution of Reichardt and Bornholdt (2006): {@code Q = sum_c (w_c / 2m -
 * resolution (K_c / 2m)^2)}, where w_c is the weight within c, each edge counted from both ends,
 * K_c the sum of the strengths of its nodes and 2m that of all.
 */
public final class Modularity {

  private Modularity() {}

  /**
   * The modularity of clusters.
   *
   * @param labels the cluster of each node, not below 0
   * @param resolution 1 for the usual modularity
   * @return 0 where the graph has no weight
   */
  public static double of(WeightedGraph graph, int[] labels, double resolution) {
    if (labels.length != graph.nodes()) {
      throw new IllegalArgumentException(labels.length + " labels of " + graph.nodes() + " nodes");
    }
    int[] clusters = labels.clone();
    double[] strengths = new double[Clustering.compact(clusters)];
    double within = 0;
    double all = 0;
    for (int node = 0; node < clusters.length; node++) {
      for (int i = graph.offsets()[node]; i < graph.offsets()[node + 1]; i++) {
        double weight = graph.weights()[i];
        all += weight;
        strengths[clusters[node]] += weight;
        within += clusters[graph.neighbors()[i]] == clusters[node] ? weight : 0;
      }
    }
    if (all == 0) {
      return 0;
    }
    double expected = 0;
    for (double strength : strengths) {
      expected += strength / all * (strength / all);
    }
    return within / all - resolution * expected;
  }
}
