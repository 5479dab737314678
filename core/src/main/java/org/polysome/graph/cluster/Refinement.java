package org.polysome.graph.cluster;

import java.util.random.RandomGenerator;
import org.polysome.graph.WeightedGraph;

/**
 * Clusters taken apart into well-connected parts (Traag, Waltman and van Eck, 2019, supplement,
 * {@code RefinePartition}): from single nodes, each node that is well connected to the rest of its
 * cluster and still by itself joins a well-connected part of the same cluster, drawn by how much
 * quality it gains.
 */
final class Refinement {

  private final Level level;
  private final int[] clusters;
  private final double[] clusterStrengths;
  private final double randomness;
  private final Parts parts;
  private final Links links;
  private final double[] chances;

  /**
   * What is known about the parts, each under the number of its first node.
   *
   * @param part of each node
   * @param strengths of each part
   * @param outward the weight between a part and the rest of its cluster
   * @param sizes of each part, in nodes of the level
   */
  private record Parts(int[] part, double[] strengths, double[] outward, int[] sizes) {

    void join(int node, int target, double weight) {
      part[node] = target;
      strengths[target] += strengths[node];
      outward[target] += outward[node] - 2 * weight;
      sizes[target]++;
      sizes[node] = 0;
    }
  }

  /**
   * A refinement of clusters from 0 to one below the number of nodes.
   *
   * @param randomness the gain in weight by which a choice is e times as likely
   */
  Refinement(Level level, int[] clusters, double randomness) {
    int nodes = level.nodes();
    this.level = level;
    this.clusters = clusters;
    this.randomness = randomness;
    clusterStrengths = new double[nodes];
    links = new Links(nodes);
    chances = new double[nodes];
    parts = new Parts(level.apart(), level.strengths().clone(), new double[nodes], new int[nodes]);
    for (int node = 0; node < nodes; node++) {
      clusterStrengths[clusters[node]] += level.strengths()[node];
      parts.outward[node] = within(node);
      parts.sizes[node] = 1;
    }
  }

  private double within(int node) {
    WeightedGraph graph = level.graph();
    double sum = 0;
    for (int i = graph.offsets()[node]; i < graph.offsets()[node + 1]; i++) {
      sum += clusters[graph.neighbors()[i]] == clusters[node] ? graph.weights()[i] : 0;
    }
    return sum;
  }

  /** The part of each node. */
  int[] run(RandomGenerator random) {
    for (int node : level.shuffled(random)) {
      // A part has the number of its first node: alone, and joined by none, is its own number.
      if (parts.part[node] == node && parts.sizes[node] == 1 && wellConnected(node)) {
        merge(node, random.nextDouble());
      }
    }
    return parts.part;
  }

  private boolean wellConnected(int part) {
    double rest = clusterStrengths[clusters[part]] - parts.strengths[part];
    return parts.outward[part] >= level.scale() * parts.strengths[part] * rest;
  }

  private void merge(int node, double draw) {
    gather(node);
    double expected = level.scale() * level.strengths()[node];
    double largest = 0;
    for (int i = 0; i < links.size(); i++) {
      int part = links.group(i);
      double gain = links.weight(part) - expected * parts.strengths[part];
      boolean open = gain >= 0 && wellConnected(part);
      chances[i] = open ? gain : Double.NEGATIVE_INFINITY;
      largest = open ? Math.max(largest, gain) : largest;
    }
    int target = choose(node, draw, largest);
    if (target != node) {
      parts.join(node, target, links.weight(target));
    }
    links.clear();
  }

  private void gather(int node) {
    WeightedGraph graph = level.graph();
    for (int i = graph.offsets()[node]; i < graph.offsets()[node + 1]; i++) {
      int other = graph.neighbors()[i];
      if (clusters[other] == clusters[node]) {
        links.add(parts.part[other], graph.weights()[i]);
      }
    }
  }

  /** Draws among staying alone, which gains nothing, and the parts whose gains are known. */
  private int choose(int node, double draw, double largest) {
    double sum = Math.exp(-largest / randomness);
    double alone = sum;
    for (int i = 0; i < links.size(); i++) {
      chances[i] = Math.exp((chances[i] - largest) / randomness);
      sum += chances[i];
    }
    double left = draw * sum - alone;
    int target = node;
    for (int i = 0; i < links.size() && left >= 0; i++) {
      left -= chances[i];
      target = chances[i] > 0 ? links.group(i) : target;
    }
    return target;
  }
}
