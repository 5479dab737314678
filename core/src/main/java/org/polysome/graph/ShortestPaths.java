package org.polysome.graph;

import java.util.Arrays;

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
  private double[] heapLengths = new double[256];
  private int[] heapNodes = new int[256];
  private int heapSize;

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
    heapSize = 0;
    int[] nodes = new int[k];
    double[] found = new double[k];
    int count = 0;
    offer(start, 0);
    while (heapSize > 0 && count < k) {
      int node = heapNodes[0];
      double length = heapLengths[0];
      removeFirst();
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
    if (heapSize == heapNodes.length) {
      heapNodes = Arrays.copyOf(heapNodes, 2 * heapSize);
      heapLengths = Arrays.copyOf(heapLengths, 2 * heapSize);
    }
    int place = heapSize++;
    while (place > 0 && before(length, node, (place - 1) / 2)) {
      move((place - 1) / 2, place);
      place = (place - 1) / 2;
    }
    heapLengths[place] = length;
    heapNodes[place] = node;
  }

  private void removeFirst() {
    heapSize--;
    double length = heapLengths[heapSize];
    int node = heapNodes[heapSize];
    int place = 0;
    for (int child = 1; child < heapSize; child = 2 * place + 1) {
      int right = child + 1;
      if (right < heapSize && before(heapLengths[right], heapNodes[right], child)) {
        child = right;
      }
      if (!before(heapLengths[child], heapNodes[child], length, node)) {
        break;
      }
      move(child, place);
      place = child;
    }
    heapLengths[place] = length;
    heapNodes[place] = node;
  }

  private void move(int from, int to) {
    heapLengths[to] = heapLengths[from];
    heapNodes[to] = heapNodes[from];
  }

  private boolean before(double length, int node, int place) {
    return before(length, node, heapLengths[place], heapNodes[place]);
  }

  private static boolean before(double length, int node, double other, int otherNode) {
    return length < other || (length == other && node < otherNode);
  }
}
