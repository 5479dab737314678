package org.polysome.graph;

import java.util.Arrays;

/**
 * An undirected weighted graph in compressed sparse rows: the neighbours of node i are the entries
 * {@code offsets[i]} to {@code offsets[i + 1]}, each edge is there from both of its ends with the
 * same weight, and no node is its own neighbour.
 *
 * @param offsets {@code nodes + 1} of them, the first 0
 * @param neighbors the other end of each entry; ascending within a node where {@link #of} made it
 * @param weights of each entry, finite and not negative
 */
public record WeightedGraph(int[] offsets, int[] neighbors, double[] weights) {

  /** Checks the lengths; that both directions are there is the maker's promise. */
  public WeightedGraph {
    if (offsets.length == 0
        || offsets[0] != 0
        || neighbors.length != weights.length
        || offsets[offsets.length - 1] != neighbors.length) {
      throw new IllegalArgumentException(
          "%d offsets, %d neighbours and %d weights make no graph"
              .formatted(offsets.length, neighbors.length, weights.length));
    }
  }

  /** The strengths of UMAP as a graph. */
  public static WeightedGraph of(FuzzyGraph graph) {
    return of(graph.points(), graph.heads(), graph.tails(), graph.weights());
  }

  /**
   * The graph of a list of directed edges in any order, in which every edge is there both ways.
   * Edges from a node to itself are left out; an edge that is named twice has both its weights.
   *
   * @throws IllegalArgumentException if an end is no node, a weight is negative or not finite, or
   *     the two directions of an edge weigh differently
   */
  public static WeightedGraph of(int nodes, int[] heads, int[] tails, double[] weights) {
    if (heads.length != tails.length || heads.length != weights.length) {
      throw new IllegalArgumentException(
          heads.length + " heads, " + tails.length + " tails, " + weights.length + " weights");
    }
    int[] offsets = new int[nodes + 1];
    for (int edge = 0; edge < heads.length; edge++) {
      checkEdge(nodes, heads[edge], tails[edge], weights[edge]);
      if (heads[edge] != tails[edge]) {
        offsets[heads[edge] + 1]++;
      }
    }
    Arrays.parallelPrefix(offsets, Integer::sum);
    // Sorted by tail and then, stably, by head: the neighbours of each node ascend.
    int[] byTail = order(tails, nodes);
    int[] next = offsets.clone();
    int[] ends = new int[offsets[nodes]];
    double[] values = new double[ends.length];
    for (int edge : byTail) {
      if (heads[edge] != tails[edge]) {
        int place = next[heads[edge]]++;
        ends[place] = tails[edge];
        values[place] = weights[edge];
      }
    }
    WeightedGraph graph = merged(offsets, ends, values);
    graph.checkSymmetry();
    return graph;
  }

  private static void checkEdge(int nodes, int head, int tail, double weight) {
    boolean known = head >= 0 && head < nodes && tail >= 0 && tail < nodes;
    if (!known || !(weight >= 0) || weight == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "an edge from %d to %d of weight %s among %d nodes".formatted(head, tail, weight, nodes));
    }
  }

  private static int[] order(int[] keys, int bound) {
    int[] next = new int[bound + 1];
    for (int key : keys) {
      next[key + 1]++;
    }
    Arrays.parallelPrefix(next, Integer::sum);
    int[] order = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      order[next[keys[i]]++] = i;
    }
    return order;
  }

  /** Joins neighbours of a node that are named twice, which are beside each other. */
  private static WeightedGraph merged(int[] offsets, int[] ends, double[] values) {
    int[] starts = new int[offsets.length];
    int used = 0;
    for (int node = 0; node + 1 < offsets.length; node++) {
      for (int i = offsets[node]; i < offsets[node + 1]; i++) {
        if (used > starts[node] && ends[used - 1] == ends[i]) {
          values[used - 1] += values[i];
        } else {
          ends[used] = ends[i];
          values[used] = values[i];
          used++;
        }
      }
      starts[node + 1] = used;
    }
    return new WeightedGraph(starts, Arrays.copyOf(ends, used), Arrays.copyOf(values, used));
  }

  private void checkSymmetry() {
    int[] next = offsets.clone();
    for (int node = 0; node < nodes(); node++) {
      for (int i = offsets[node]; i < offsets[node + 1]; i++) {
        // Heads come in order, so the entries that point back are met in order too.
        int other = neighbors[i];
        int back = next[other]++;
        if (back >= offsets[other + 1] || neighbors[back] != node || !near(i, back)) {
          throw new IllegalArgumentException(
              "the edge of %d and %d differs by direction".formatted(node, other));
        }
      }
    }
  }

  private boolean near(int one, int other) {
    // Sums of one edge's weights in another order may differ in the last digits.
    return Math.abs(weights[one] - weights[other]) <= 1e-12 * weights[one];
  }

  /**
   * The graph of some nodes and the edges between them.
   *
   * @param nodes each at most once, in the order that they shall have
   */
  public WeightedGraph within(int[] nodes) {
    int[] places = new int[nodes()];
    for (int i = 0; i < nodes.length; i++) {
      places[nodes[i]] = i + 1;
    }
    int[] starts = new int[nodes.length + 1];
    for (int i = 0; i < nodes.length; i++) {
      starts[i + 1] = starts[i];
      for (int entry = offsets[nodes[i]]; entry < offsets[nodes[i] + 1]; entry++) {
        starts[i + 1] += places[neighbors[entry]] > 0 ? 1 : 0;
      }
    }
    int[] ends = new int[starts[nodes.length]];
    double[] values = new double[ends.length];
    int used = 0;
    for (int node : nodes) {
      for (int entry = offsets[node]; entry < offsets[node + 1]; entry++) {
        if (places[neighbors[entry]] > 0) {
          ends[used] = places[neighbors[entry]] - 1;
          values[used++] = weights[entry];
        }
      }
    }
    return new WeightedGraph(starts, ends, values);
  }

  /** Number of nodes. */
  public int nodes() {
    return offsets.length - 1;
  }

  /** Number of entries at a node. */
  public int degree(int node) {
    return offsets[node + 1] - offsets[node];
  }

  /** The sum of the weights at each node. */
  public double[] strengths() {
    double[] strengths = new double[nodes()];
    for (int node = 0; node < strengths.length; node++) {
      for (int i = offsets[node]; i < offsets[node + 1]; i++) {
        strengths[node] += weights[i];
      }
    }
    return strengths;
  }
}
