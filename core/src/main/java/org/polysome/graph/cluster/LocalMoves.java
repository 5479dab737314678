package org.polysome.graph.cluster;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.polysome.graph.WeightedGraph;

/**
 * Moves single nodes to the cluster where modularity gains most, until none gains: a queue of all
 * nodes in random order, to which the neighbours of a moved node return (Traag, Waltman and van
 * Eck, 2019, supplement, {@code MoveNodesFast}). A node may also go to an empty cluster.
 */
final class LocalMoves {

  /** Share of a node's strength below which a gain is rounding error. */
  private static final double ROUNDING = 1e-10;

  private final Level level;
  private final int[] clusters;
  private final double[] strengths;
  private final int[] sizes;
  private final int[] empty;
  private int empties;
  private final Links links;

  /** Moves on a level; {@code clusters}, one for each node and below their number, is changed. */
  LocalMoves(Level level, int[] clusters) {
    int nodes = level.nodes();
    this.level = level;
    this.clusters = clusters;
    strengths = new double[nodes];
    sizes = new int[nodes];
    empty = new int[nodes];
    links = new Links(nodes);
    for (int node = 0; node < nodes; node++) {
      strengths[clusters[node]] += level.strengths()[node];
      sizes[clusters[node]]++;
    }
    for (int cluster = nodes - 1; cluster >= 0; cluster--) {
      if (sizes[cluster] == 0) {
        empty[empties++] = cluster;
      }
    }
  }

  /** Moves until the queue is empty, and says whether any node moved. */
  boolean run(RandomGenerator random) {
    int[] queue = level.shuffled(random);
    boolean[] waiting = new boolean[queue.length];
    Arrays.fill(waiting, true);
    int first = 0;
    int left = queue.length;
    boolean moved = false;
    while (left > 0) {
      int node = queue[first];
      first = first + 1 == queue.length ? 0 : first + 1;
      left--;
      waiting[node] = false;
      if (move(node)) {
        moved = true;
        WeightedGraph graph = level.graph();
        for (int i = graph.offsets()[node]; i < graph.offsets()[node + 1]; i++) {
          int other = graph.neighbors()[i];
          if (!waiting[other] && clusters[other] != clusters[node]) {
            waiting[other] = true;
            int last = first + left++;
            queue[last >= queue.length ? last - queue.length : last] = other;
          }
        }
      }
    }
    return moved;
  }

  private boolean move(int node) {
    int own = clusters[node];
    double strength = level.strengths()[node];
    double expected = level.scale() * strength;
    links.addAll(level.graph(), node, clusters);
    strengths[own] -= strength;
    double best = links.weight(own) - expected * strengths[own] + ROUNDING * strength;
    int target = own;
    for (int i = 0; i < links.size(); i++) {
      int cluster = links.group(i);
      double gain = links.weight(cluster) - expected * strengths[cluster];
      if (gain > best && cluster != own) {
        best = gain;
        target = cluster;
      }
    }
    links.clear();
    if (best < 0 && sizes[own] > 1) {
      target = empty[empties - 1];
    }
    strengths[target] += strength;
    if (target != own) {
      place(node, target);
    }
    return target != own;
  }

  private void place(int node, int target) {
    int own = clusters[node];
    clusters[node] = target;
    if (sizes[target]++ == 0) {
      empties--;
    }
    if (--sizes[own] == 0) {
      // An empty cluster has no strength, whatever rounding has left.
      strengths[own] = 0;
      empty[empties++] = own;
    }
  }
}
