package org.polysome.graph;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.matrix.ArraySize;

/**
 * The weighted graph whose layout UMAP looks for (McInnes, Healy and Melville, 2018, section 3.1):
 * each point reaches its neighbours with a strength that falls from 1 at the nearest, at a rate
 * that makes the strengths sum to log2(k + 1), and two directed strengths a and b join to a + b -
 * ab.
 *
 * @param points number of points
 * @param heads where each edge starts; every edge is there in both directions
 * @param tails where it ends
 * @param weights its strength in (0, 1]
 */
public record FuzzyGraph(int points, int[] heads, int[] tails, double[] weights) {

  private static final int BISECTIONS = 64;
  private static final double PRECISION = 1e-5;

  /** A rate below this share of the mean distance, with the point itself, would cut it off. */
  private static final double LEAST_RATE = 1e-3;

  /**
   * The graph of points among their neighbours.
   *
   * @param neighbors of each point without itself; the k of UMAP and scanpy counts the point too,
   *     so that their 15 are 14 here
   */
  public static FuzzyGraph of(Neighbors neighbors) {
    double[] strengths = strengths(neighbors);
    double[] joint = joint(neighbors, strengths);
    int most = ArraySize.of("edges between neighbors", strengths.length, 2);
    var edges = new Edges(new int[most], new int[most], new double[most]);
    int size = 0;
    for (int point = 0; point < neighbors.queries(); point++) {
      for (int n = 0; n < neighbors.k(); n++) {
        double weight = joint[point * neighbors.k() + n];
        if (weight > 0) {
          int other = neighbors.index(point, n);
          edges.put(size++, point, other, weight);
          edges.put(size++, other, point, weight);
        }
      }
    }
    return edges.graph(neighbors.queries(), size);
  }

  /** The joint strength of each neighbour; of a pair of mutual ones only at the first, else 0. */
  private static double[] joint(Neighbors neighbors, double[] strengths) {
    double[] joint = new double[strengths.length];
    IntStream.range(0, neighbors.queries())
        .parallel()
        .forEach(
            point -> {
              for (int n = 0; n < neighbors.k(); n++) {
                int other = neighbors.index(point, n);
                double back = strength(neighbors, strengths, other, point);
                double there = strengths[point * neighbors.k() + n];
                boolean first = back == 0 || point < other;
                joint[point * neighbors.k() + n] = first ? there + back - there * back : 0;
              }
            });
    return joint;
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
    double[] means = new double[neighbors.queries()];
    Arrays.setAll(means, point -> mean(neighbors, point));
    double mean = Arrays.stream(means).sum() / Math.max(1, means.length);
    double[] strengths = new double[neighbors.distances().length];
    IntStream.range(0, neighbors.queries())
        .parallel()
        .forEach(
            point -> {
              double nearest = nearest(neighbors, point);
              double least = LEAST_RATE * (nearest > 0 ? means[point] : mean);
              double rate = Math.max(rate(neighbors, point, nearest), least);
              for (int n = 0; n < neighbors.k(); n++) {
                double beyond = Math.max(0, neighbors.distance(point, n) - nearest);
                strengths[point * neighbors.k() + n] = beyond == 0 ? 1 : Math.exp(-beyond / rate);
              }
            });
    return strengths;
  }

  /** The mean distance of a point to its neighbours and itself. */
  private static double mean(Neighbors neighbors, int point) {
    double sum = 0;
    for (int n = 0; n < neighbors.k(); n++) {
      sum += neighbors.distance(point, n);
    }
    return sum / (neighbors.k() + 1);
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
    double target = Math.log(neighbors.k() + 1) / Math.log(2);
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
