package org.polysome.graph;

import java.util.Arrays;
import org.polysome.graph.neighbor.NodeHeap;

/**
 * The nodes nearest to one along the edges of a graph whose weights are lengths (Dijkstra 1959). It
 * keeps its memory from one search to the next, and so belongs to one thread.
 */
public final class ShortestPaths {

  private final WeightedGraph graph;
  private final double[] lengths;
  private final int[] touched;
  private final int[] settled;
  private int search;
  private final NodeHeap open = new NodeHeap();

  /** Paths along the edges of a graph. */
  public ShortestPaths(WeightedGraph graph) {
    this.graph = graph;
    lengths = new double[graph.nodes()];
    touched = new int[graph.nodes()];
    settled = new int[graph.nodes()];
  }

  /**
   * The nodes that a node reaches, nearest first and equally near ones in their order.
   *
   * @param nodes without the node itself
   * @param lengths of the shortest path to each
   */
  public record Reached(int[] nodes, double[] lengths) {}

  /**
   * Searches from a node.
   *
   * @param k how many to find; fewer where no more are reached
   */
  public Reached from(int start, int k) {
    search++;
    open.clear();
    int[] nodes = new int[k];
    double[] found = new double[k];
    int count = 0;
    offer(start, 0);
    while (open.size() > 0 && count < k) {
      int node = open.node();
      double length = open.key();
      open.removeFirst();
      if (settled[node] == search) {
        continue;
      }
      settled[node] = search;
      if (node != start) {
        nodes[count] = node;
        found[count++] = length;
      }
      for (int i = graph.offsets()[node]; i < graph.offsets()[node + 1]; i++) {
        offer(graph.neighbors()[i], length + graph.weights()[i]);
      }
    }
    return new Reached(Arrays.copyOf(nodes, count), Arrays.copyOf(found, count));
  }

  private void offer(int node, double length) {
    if (settled[node] == search || (touched[node] == search && lengths[node] <= length)) {
      return;
    }
    touched[node] = search;
    lengths[node] = length;
    open.add(length, node);
  }
}
