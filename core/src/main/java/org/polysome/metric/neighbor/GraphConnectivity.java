package org.polysome.metric.neighbor;

import org.polysome.graph.Components;
import org.polysome.graph.WeightedGraph;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.metric.Groups;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * How much of each label hangs together when all other cells are away: the share of its largest
 * component, averaged over labels (Luecken et al. 2022).
 */
public final class GraphConnectivity {

  private GraphConnectivity() {}

  /**
   * As scib 1.2: components of the undirected graph of connectivities.
   *
   * @param graph connectivities of 14 neighbours in scib's default
   */
  public static Measurement scib(WeightedGraph graph, Groups labels) {
    check(graph.nodes(), labels);
    return mean(Components.within(graph, labels.codes()), labels);
  }

  /**
   * As scib-metrics 0.6: strong components of the directed graph of neighbours, never more than
   * that of the undirected one.
   *
   * @param neighbors of each cell without itself, 14 in scib-metrics' default
   */
  public static Measurement scibMetrics(Neighbors neighbors, Groups labels) {
    if (neighbors.k() > 0) {
      check(neighbors.queries(), labels);
    }
    return mean(Components.strongWithin(neighbors, labels.codes()), labels);
  }

  private static void check(int cells, Groups labels) {
    if (cells != labels.cells()) {
      throw new IllegalArgumentException(
          "a graph of %d cells, labels of %d".formatted(cells, labels.cells()));
    }
  }

  private static Measurement mean(Components components, Groups labels) {
    if (labels.cells() == 0) {
      return Measurement.none(Status.TOO_FEW_CELLS);
    }
    int[] largest = new int[labels.sizes().length];
    for (int cell = 0; cell < labels.cells(); cell++) {
      int label = labels.codes()[cell];
      largest[label] = Math.max(largest[label], components.sizes()[components.of()[cell]]);
    }
    double sum = 0;
    for (int label = 0; label < largest.length; label++) {
      sum += labels.sizes()[label] == 0 ? 0 : (double) largest[label] / labels.sizes()[label];
    }
    return Measurement.of(sum / labels.count());
  }
}
