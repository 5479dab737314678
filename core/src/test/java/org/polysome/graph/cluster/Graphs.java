package org.polysome.graph.cluster;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntPredicate;
import org.polysome.graph.WeightedGraph;

/** Graphs of known structure for tests. */
final class Graphs {

  /** Friends in a karate club (Zachary, 1977): for each member, those of higher number. */
  private static final int[][] KARATE = {
    {1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31},
    {2, 3, 7, 13, 17, 19, 21, 30},
    {3, 7, 8, 9, 13, 27, 28, 32},
    {7, 12, 13},
    {6, 10},
    {6, 10, 16},
    {16},
    {},
    {30, 32, 33},
    {33},
    {},
    {},
    {},
    {33},
    {32, 33},
    {32, 33},
    {},
    {},
    {32, 33},
    {33},
    {32, 33},
    {},
    {32, 33},
    {25, 27, 29, 32, 33},
    {25, 27, 31},
    {31},
    {29, 33},
    {33},
    {31, 33},
    {32, 33},
    {32, 33},
    {32, 33},
    {33},
    {}
  };

  private Graphs() {}

  static WeightedGraph karate() {
    double[][] matrix = new double[KARATE.length][KARATE.length];
    for (int node = 0; node < KARATE.length; node++) {
      for (int other : KARATE[node]) {
        matrix[node][other] = 1;
      }
    }
    return ofUpperTriangle(matrix);
  }

  /** Cliques, each joined to the next by one edge. */
  static WeightedGraph ring(int cliques, int size) {
    double[][] matrix = new double[cliques * size][cliques * size];
    for (int clique = 0; clique < cliques; clique++) {
      for (int a = 0; a < size; a++) {
        for (int b = a + 1; b < size; b++) {
          matrix[clique * size + a][clique * size + b] = 1;
        }
      }
      int last = clique * size + size - 1;
      int next = (clique + 1) % cliques * size;
      matrix[Math.min(last, next)][Math.max(last, next)] = 1;
    }
    return ofUpperTriangle(matrix);
  }

  /** Random edges of random weight in (0.5, 1.5): node i is of group i mod groups. */
  static WeightedGraph planted(int nodes, int groups, double[] chances, long seed) {
    Random random = new Random(seed);
    double[][] matrix = new double[nodes][nodes];
    for (int a = 0; a < nodes; a++) {
      for (int b = a + 1; b < nodes; b++) {
        double chance = a % groups == b % groups ? chances[0] : chances[1];
        double weight = 0.5 + random.nextDouble();
        matrix[a][b] = random.nextDouble() < chance ? weight : 0;
      }
    }
    return ofUpperTriangle(matrix);
  }

  static WeightedGraph ofUpperTriangle(double[][] matrix) {
    int n = matrix.length;
    int[] places = new int[n * n];
    Arrays.setAll(places, place -> place);
    IntPredicate edge = place -> weight(matrix, place / n, place % n) != 0;
    int[] edges = Arrays.stream(places).filter(edge).toArray();
    return WeightedGraph.of(
        n,
        Arrays.stream(edges).map(place -> place / n).toArray(),
        Arrays.stream(edges).map(place -> place % n).toArray(),
        Arrays.stream(edges).mapToDouble(place -> weight(matrix, place / n, place % n)).toArray());
  }

  private static double weight(double[][] matrix, int a, int b) {
    return matrix[Math.min(a, b)][Math.max(a, b)];
  }

  /** Modularity as the sum over all pairs of nodes. */
  static double slowModularity(WeightedGraph graph, int[] labels, double resolution) {
    double[] strengths = graph.strengths();
    double total = Arrays.stream(strengths).sum();
    double sum = 0;
    for (int a = 0; a < graph.nodes(); a++) {
      double[] row = new double[graph.nodes()];
      for (int i = graph.offsets()[a]; i < graph.offsets()[a + 1]; i++) {
        row[graph.neighbors()[i]] = graph.weights()[i];
      }
      for (int b = 0; b < graph.nodes(); b++) {
        double expected = resolution * strengths[a] * strengths[b] / total;
        sum += labels[a] == labels[b] ? row[b] - expected : 0;
      }
    }
    return sum / total;
  }
}
