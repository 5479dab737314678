package org.polysome.graph.cluster;

import org.polysome.graph.WeightedGraph;

/** The weight that joins a node, or several, to each group: found without looking at all groups. */
final class Links {

  private final double[] weights;
  private final boolean[] present;
  private final int[] groups;
  private int size;

  /** Nothing yet, to so many groups. */
  Links(int count) {
    weights = new double[count];
    present = new boolean[count];
    groups = new int[count];
  }

  /** Adds the edges of a node. */
  void addAll(WeightedGraph graph, int node, int[] groupOf) {
    int until = graph.offsets()[node + 1];
    for (int i = graph.offsets()[node]; i < until; i++) {
      add(groupOf[graph.neighbors()[i]], graph.weights()[i]);
    }
  }

  void add(int group, double weight) {
    if (!present[group]) {
      present[group] = true;
      groups[size++] = group;
    }
    weights[group] += weight;
  }

  /** How many groups are joined. */
  int size() {
    return size;
  }

  /** The i-th of them, in the order in which they came. */
  int group(int i) {
    return groups[i];
  }

  /** The weight to a group, 0 where it is not joined. */
  double weight(int group) {
    return weights[group];
  }

  void clear() {
    for (int i = 0; i < size; i++) {
      present[groups[i]] = false;
      weights[groups[i]] = 0;
    }
    size = 0;
  }
}
