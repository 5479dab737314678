package org.polysome.graph;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/** Tarjan's search (1972) without recursion, since a chain of cells may be long. */
final class StrongComponents {

  /** No edge there. */
  static final int NONE = -1;

  private static final int UNSEEN = -1;

  private final int degree;
  private final IntBinaryOperator next;
  private final int[] order;
  private final int[] low;
  private final int[] component;
  private final int[] tried;
  private final int[] open;
  private final int[] path;
  private int seen;
  private int opened;

  /**
   * A directed graph.
   *
   * @param degree edges at each node
   * @param next the other end of a node's edge of that number, or {@link #NONE}
   */
  StrongComponents(int nodes, int degree, IntBinaryOperator next) {
    this.degree = degree;
    this.next = next;
    order = new int[nodes];
    low = new int[nodes];
    component = new int[nodes];
    tried = new int[nodes];
    open = new int[nodes];
    path = new int[nodes];
    Arrays.fill(order, UNSEEN);
    Arrays.fill(component, UNSEEN);
  }

  /** A node of each node's component, the same for all of one. */
  int[] find() {
    for (int node = 0; node < order.length; node++) {
      if (order[node] == UNSEEN) {
        search(node);
      }
    }
    return component;
  }

  private void search(int start) {
    int depth = 0;
    enter(start);
    path[0] = start;
    while (depth >= 0) {
      int node = path[depth];
      if (tried[node] < degree) {
        int other = next.applyAsInt(node, tried[node]++);
        if (other != NONE && order[other] == UNSEEN) {
          enter(other);
          path[++depth] = other;
        } else if (other != NONE && component[other] == UNSEEN) {
          low[node] = Math.min(low[node], order[other]);
        }
      } else {
        close(node);
        depth--;
        if (depth >= 0) {
          low[path[depth]] = Math.min(low[path[depth]], low[node]);
        }
      }
    }
  }

  private void enter(int node) {
    order[node] = seen;
    low[node] = seen++;
    open[opened++] = node;
  }

  /** Takes a whole component off, if the node is the first of it. */
  private void close(int node) {
    if (low[node] != order[node]) {
      return;
    }
    int member;
    do {
      member = open[--opened];
      component[member] = node;
    } while (member != node);
  }
}
