package org.polysome.graph;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The nodes that a random walk from each node is most often at, summed over its first steps: scib's
 * {@code diffusion_nn}, which makes a list of neighbours of one length from any graph. Three steps
 * are taken, or as many more as every node needs to reach enough others, at most 25.
 */
public final class RandomWalks {

  private static final int LEAST_STEPS = 3;
  private static final int MOST_STEPS = 25;

  /** Each piece keeps two numbers for each node, so there are not too many at a time. */
  private static final int PIECES = 32;

  private final WeightedGraph graph;
  private final double[] strengths;

  /** Walks along the edges of a graph, each taken as often as its weight says. */
  public RandomWalks(WeightedGraph graph) {
    this.graph = graph;
    strengths = graph.strengths();
  }

  /**
   * The k nodes of each node, most often visited first and equally visited ones in their order.
   *
   * @return nothing if 25 steps do not bring every node to k others
   */
  public Optional<int[][]> nearest(int k) {
    int[] steps = new int[graph.nodes()];
    pieces(
        (from, until) -> {
          int[] seen = new int[graph.nodes()];
          int[] queue = new int[graph.nodes()];
          for (int node = from; node < until; node++) {
            steps[node] = steps(node, k, seen, queue);
          }
        });
    int most = Math.max(LEAST_STEPS, IntStream.of(steps).max().orElse(0));
    if (most > MOST_STEPS) {
      return Optional.empty();
    }
    int[][] nearest = new int[graph.nodes()][];
    pieces(
        (from, until) -> {
          Walk walk = new Walk(graph.nodes());
          for (int node = from; node < until; node++) {
            nearest[node] = walk(walk, node, most, k);
          }
        });
    return Optional.of(nearest);
  }

  /** Some of the nodes. */
  @FunctionalInterface
  private interface Piece {
    void run(int from, int until);
  }

  private void pieces(Piece piece) {
    long nodes = graph.nodes();
    IntStream.range(0, PIECES)
        .parallel()
        .forEach(i -> piece.run((int) (nodes * i / PIECES), (int) (nodes * (i + 1) / PIECES)));
  }

  /** How many steps it takes to reach k others; one more than allowed where that is too few. */
  private int steps(int start, int k, int[] seen, int[] queue) {
    // A mark that no other start has left.
    int mark = start + 1;
    queue[0] = start;
    seen[start] = mark;
    int done = 0;
    int size = 1;
    for (int step = 0; step <= MOST_STEPS; step++) {
      if (size > k) {
        return step;
      }
      for (int until = size; done < until; done++) {
        int node = queue[done];
        for (int i = graph.offsets()[node]; i < graph.offsets()[node + 1]; i++) {
          int other = graph.neighbors()[i];
          if (seen[other] != mark && graph.weights()[i] > 0) {
            seen[other] = mark;
            queue[size++] = other;
          }
        }
      }
    }
    return MOST_STEPS + 1;
  }

  /** Where a walk is, and how often it was anywhere; only the nodes listed are not zero. */
  private static final class Walk {
    private double[] now;
    private double[] next;
    private final double[] visits;
    private int[] at;
    private int[] then;
    private int size;

    Walk(int nodes) {
      now = new double[nodes];
      next = new double[nodes];
      visits = new double[nodes];
      at = new int[nodes];
      then = new int[nodes];
    }

    void step(WeightedGraph graph, double[] strengths) {
      int reached = 0;
      for (int i = 0; i < size; i++) {
        int node = at[i];
        double share = now[node] / strengths[node];
        now[node] = 0;
        for (int e = graph.offsets()[node]; e < graph.offsets()[node + 1]; e++) {
          int other = graph.neighbors()[e];
          double moved = share * graph.weights()[e];
          if (moved > 0) {
            if (next[other] == 0) {
              then[reached++] = other;
            }
            next[other] += moved;
          }
        }
      }
      double[] emptied = now;
      now = next;
      next = emptied;
      int[] before = at;
      at = then;
      then = before;
      size = reached;
      for (int i = 0; i < size; i++) {
        visits[at[i]] += now[at[i]];
      }
    }
  }

  private int[] walk(Walk walk, int start, int steps, int k) {
    Arrays.fill(walk.visits, 0);
    Arrays.fill(walk.now, 0);
    walk.now[start] = 1;
    walk.at[0] = start;
    walk.size = 1;
    for (int step = 0; step < steps; step++) {
      walk.step(graph, strengths);
    }
    walk.visits[start] = 0;
    return largest(walk.visits, k);
  }

  private static int[] largest(double[] values, int k) {
    int[] places = new int[k];
    int filled = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] == 0 || (filled == k && values[i] <= values[places[k - 1]])) {
        continue;
      }
      int place = Math.min(filled, k - 1);
      while (place > 0 && values[places[place - 1]] < values[i]) {
        places[place] = places[place - 1];
        place--;
      }
      places[place] = i;
      filled = Math.min(k, filled + 1);
    }
    return Arrays.copyOf(places, filled);
  }
}
