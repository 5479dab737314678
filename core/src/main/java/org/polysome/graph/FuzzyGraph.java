package org.polysome.graph;

import java.util.Arrays;

/**
 * The weighted graph whose layout UMAP looks for (McInnes, Healy and Melville, 2018, section 3.1):
 * each point reaches its neighbours with a strength that falls from 1 at the nearest, at a rate
 * that makes the strengths sum to log2(k), and two directed strengths a and b join to a + b - ab.
 *
 * @param points number of points
 * @param heads where each edge starts; every edge is there in both directions
 * @param tails where it ends
 * @param weights its strength in (0, 1]
 */
public record FuzzyGraph(int points, int[] heads, int[] tails, double[] weights) {

  private static final int BISECTIONS = 64;
  private static final double PRECISION = 1e-5;

  /** A rate below this share of the mean distance would cut a point off. */
  private static final double LEAST_RATE = 1e-3;

  /** The graph of points among their neighbours. */
  public static FuzzyGraph of(Neighbors neighbors) {
    double[] strengths = strengths(neighbors);
    int most = 2 * strengths.length;
    var edges = new Edges(new int[most], new int[most], new double[most]);
    int size = 0;
    for (int point = 0; point < neighbors.queries(); point++) {
      for (int n = 0; n < neighbors.k(); n++) {
        int other = neighbors.index(point, n);
        double back = strength(neighbors, strengths, other, point);
        double there = strengths[point * neighbors.k() + n];
        double weight = there + back - there * back;
        if (weight > 0 && (back == 0 || point < other)) {
          edges.put(size++, point, other, weight);
          edges.put(size++, other, point, weight);
        }
      }
    }
    return edges.graph(neighbors.queries(), size);
  }

  private record Edges(int[] heads, int[] tails, double[] weights) {
    void put(int place, int head, int tail, double weight) {
      heads[place] = head;
      tails[place] = tail;
      weights[place] = weight;
    }

    FuzzyGraph graph(int points, int size) {
      return new FuzzyGraph(
          points,
          Arrays.copyOf(heads, size),
          Arrays.copyOf(tails, size),
          Arrays.copyOf(weights, size));
    }
  }

  private static double strength(Neighbors neighbors, double[] strengths, int from, int to) {
    for (int n = 0; n < neighbors.k(); n++) {
      if (neighbors.index(from, n) == to) {
        return strengths[from * neighbors.k() + n];
      }
    }
    return 0;
  }

  private static double[] strengths(Neighbors neighbors) {
    double mean = 0;
    for (double distance : neighbors.distances()) {
      mean += distance / neighbors.distances().length;
    }
    double[] strengths = new double[neighbors.distances().length];
    for (int point = 0; point < neighbors.queries(); point++) {
      double nearest = nearest(neighbors, point);
      double rate = Math.max(rate(neighbors, point, nearest), LEAST_RATE * mean);
      for (int n = 0; n < neighbors.k(); n++) {
        double beyond = Math.max(0, neighbors.distance(point, n) - nearest);
        strengths[point * neighbors.k() + n] = beyond == 0 ? 1 : Math.exp(-beyond / rate);
      }
    }
    return strengths;
  }

  /** The smallest distance that is not zero, or zero if all are. */
  private static double nearest(Neighbors neighbors, int point) {
    for (int n = 0; n < neighbors.k(); n++) {
      if (neighbors.distance(point, n) > 0) {
        return neighbors.distance(point, n);
      }
    }
    return 0;
  }

  private static double rate(Neighbors neighbors, int point, double nearest) {
    double target = Math.log(neighbors.k()) / Math.log(2);
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double rate = 1;
    for (int step = 0; step < BISECTIONS; step++) {
      double sum = 0;
      for (int n = 0; n < neighbors.k(); n++) {
        sum += Math.exp(-Math.max(0, neighbors.distance(point, n) - nearest) / rate);
      }
      if (Math.abs(sum - target) < PRECISION) {
        break;
      }
      if (sum > target) {
        high = rate;
      } else {
        low = rate;
      }
      rate = high == Double.POSITIVE_INFINITY ? 2 * rate : (low + high) / 2;
    }
    return rate;
  }
}
