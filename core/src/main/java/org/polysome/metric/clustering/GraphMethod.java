package org.polysome.metric.clustering;

import java.util.Locale;
import org.polysome.graph.WeightedGraph;
import org.polysome.graph.cluster.Clustering;
import org.polysome.graph.cluster.Leiden;
import org.polysome.graph.cluster.Louvain;

/** How the cells of a neighbour graph are clustered at a resolution. */
public enum GraphMethod {
  /** Leiden until modularity no longer rises, as scanpy's default. */
  LEIDEN {
    @Override
    Clustering cluster(WeightedGraph graph, double resolution, long seed) {
      return new Leiden(resolution, Leiden.UNTIL_STABLE, seed).cluster(graph);
    }
  },
  /** Two iterations of Leiden, as igraph's default. */
  LEIDEN_TWICE {
    @Override
    Clustering cluster(WeightedGraph graph, double resolution, long seed) {
      return new Leiden(resolution, 2, seed).cluster(graph);
    }
  },
  /** Louvain. */
  LOUVAIN {
    @Override
    Clustering cluster(WeightedGraph graph, double resolution, long seed) {
      return new Louvain(resolution, seed).cluster(graph);
    }
  };

  abstract Clustering cluster(WeightedGraph graph, double resolution, long seed);

  /** Its name in a file of results, such as {@code leiden}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
