package org.polysome.graph.cluster;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.polysome.graph.WeightedGraph;

/**
 * A graph whose nodes stand for groups of nodes, as Louvain and Leiden make them: what lies within
 * a group is in its strength and in no edge.
 *
 * @param graph the edges between groups
 * @param strengths of each group, all its edges counted
 * @param scale resolution / 2m: two nodes are expected to be joined by {@code scale} times the
 *     product of their strengths
 */
record Level(WeightedGraph graph, double[] strengths, double scale) {

  /** Every node of a graph by itself. */
  static Level of(WeightedGraph graph, double resolution) {
    double[] strengths = graph.strengths();
    double total = 0;
    for (double strength : strengths) {
      total += strength;
    }
    return new Level(graph, strengths, total == 0 ? 0 : resolution / total);
  }

  int nodes() {
    return strengths.length;
  }

  /** Each node in a group of its own. */
  int[] apart() {
    int[] groups = new int[nodes()];
    Arrays.setAll(groups, node -> node);
    return groups;
  }

  /** All nodes in random order. */
  int[] shuffled(RandomGenerator random) {
    int[] order = apart();
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int moved = order[i];
      order[i] = order[other];
      order[other] = moved;
    }
    return order;
  }

  /**
   * The level whose nodes are groups of this one's.
   *
   * @param groups of each node, from 0 to {@code count - 1}, none empty
   */
  Level joined(int[] groups, int count) {
    int[] starts = new int[count + 1];
    double[] sums = new double[count];
    for (int node = 0; node < groups.length; node++) {
      starts[groups[node] + 1]++;
      sums[groups[node]] += strengths[node];
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] members = new int[groups.length];
    int[] next = starts.clone();
    for (int node = 0; node < groups.length; node++) {
      members[next[groups[node]]++] = node;
    }
    return new Level(new Joining(groups, starts, members).of(graph), sums, scale);
  }

  /** Groups, and the members of each from {@code starts[group]} on. */
  private record Joining(int[] groups, int[] starts, int[] members) {

    WeightedGraph of(WeightedGraph graph) {
      int count = starts.length - 1;
      int[] offsets = new int[count + 1];
      int[] neighbors = new int[graph.neighbors().length];
      double[] weights = new double[neighbors.length];
      var links = new Links(count);
      int used = 0;
      for (int group = 0; group < count; group++) {
        for (int m = starts[group]; m < starts[group + 1]; m++) {
          links.addAll(graph, members[m], groups);
        }
        for (int i = 0; i < links.size(); i++) {
          if (links.group(i) != group) {
            neighbors[used] = links.group(i);
            weights[used++] = links.weight(links.group(i));
          }
        }
        links.clear();
        offsets[group + 1] = used;
      }
      return new WeightedGraph(
          offsets, Arrays.copyOf(neighbors, used), Arrays.copyOf(weights, used));
    }
  }
}
