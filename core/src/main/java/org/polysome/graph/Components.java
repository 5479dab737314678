package org.polysome.graph;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.polysome.graph.neighbor.Neighbors;

/**
 * Which nodes of a graph reach each other.
 *
 * @param of the component of each node, from 0 in the order of their first nodes
 * @param sizes number of nodes of each component
 */
public record Components(int[] of, int[] sizes) {

  private static final int UNNUMBERED = -1;

  /** The components of an undirected graph; an edge of weight 0 is an edge. */
  public static Components of(WeightedGraph graph) {
    return within(graph, new int[graph.nodes()]);
  }

  /**
   * The components when only edges between nodes of the same group are there.
   *
   * @param groups the group of each node
   */
  public static Components within(WeightedGraph graph, int[] groups) {
    int[] parents = new int[graph.nodes()];
    Arrays.setAll(parents, i -> i);
    for (int node = 0; node < parents.length; node++) {
      for (int i = graph.offsets()[node]; i < graph.offsets()[node + 1]; i++) {
        int other = graph.neighbors()[i];
        if (groups[other] == groups[node]) {
          // The smaller root wins, so that roots are first nodes.
          int a = root(parents, node);
          int b = root(parents, other);
          parents[Math.max(a, b)] = Math.min(a, b);
        }
      }
    }
    for (int node = 0; node < parents.length; node++) {
      parents[node] = root(parents, node);
    }
    return numbered(parents);
  }

  private static int root(int[] parents, int node) {
    int at = node;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  /**
   * The strong components of the directed graph of neighbours (Tarjan 1972) when only edges between
   * points of the same group are there: two points are together if each reaches the other.
   *
   * @param groups the group of each point
   */
  public static Components strongWithin(Neighbors neighbors, int[] groups) {
    IntBinaryOperator next =
        (point, n) -> {
          int other = neighbors.index(point, n);
          return groups[other] == groups[point] ? other : StrongComponents.NONE;
        };
    return numbered(new StrongComponents(groups.length, neighbors.k(), next).find());
  }

  /** Numbers components, named in any way, by their first nodes. */
  private static Components numbered(int[] names) {
    int[] numbers = new int[names.length];
    Arrays.fill(numbers, UNNUMBERED);
    int[] of = new int[names.length];
    int[] sizes = new int[names.length];
    int count = 0;
    for (int node = 0; node < names.length; node++) {
      if (numbers[names[node]] == UNNUMBERED) {
        numbers[names[node]] = count++;
      }
      of[node] = numbers[names[node]];
      sizes[of[node]]++;
    }
    return new Components(of, Arrays.copyOf(sizes, count));
  }

  /** How many there are. */
  public int count() {
    return sizes.length;
  }

  /** The nodes of the components of at least that size, ascending. */
  public int[] nodesOf(int leastSize) {
    return IntStream.range(0, of.length).filter(node -> sizes[of[node]] >= leastSize).toArray();
  }
}
