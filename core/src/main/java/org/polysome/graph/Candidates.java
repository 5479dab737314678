package org.polysome.graph;

import java.util.Arrays;
import org.polysome.matrix.DenseMatrix;

/**
 * The points that may be among the k nearest of one query, by distances known up to a slack. Points
 * beyond {@link #limit()} can no longer be; when the store is full, those are dropped, and if too
 * many remain (many equal points) it grows.
 */
final class Candidates {

  /** No point is left out. */
  static final int NONE = -1;

  private final int k;
  private final double slack;
  private double[] distances;
  private int[] points;
  private int size;
  private double limit = Double.POSITIVE_INFINITY;

  Candidates(int k, double slack) {
    this.k = k;
    this.slack = slack;
    distances = new double[4 * k + 32];
    points = new int[4 * k + 32];
  }

  /** No point whose rough squared distance is larger can be among the k nearest. */
  double limit() {
    return limit;
  }

  void add(double distance, int point) {
    if (size == points.length) {
      prune();
    }
    distances[size] = distance;
    points[size] = point;
    size++;
  }

  private void prune() {
    double[] sorted = Arrays.copyOf(distances, size);
    Arrays.sort(sorted);
    limit = sorted[k - 1] + slack;
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (distances[i] <= limit) {
        distances[kept] = distances[i];
        points[kept] = points[i];
        kept++;
      }
    }
    size = kept;
    if (2 * size > points.length) {
      distances = Arrays.copyOf(distances, 2 * distances.length);
      points = Arrays.copyOf(points, 2 * points.length);
    }
  }

  /** Measures the candidates exactly and writes the k nearest to the query's place. */
  void measure(DenseMatrix queries, int query, DenseMatrix all, Neighbors into) {
    int from = query * k;
    int filled = 0;
    for (int i = 0; i < size; i++) {
      double squared = squaredDistance(queries, query, all, points[i]);
      if (filled == k && !before(squared, points[i], into, from + k - 1)) {
        continue;
      }
      int place = from + Math.min(filled, k - 1);
      while (place > from && before(squared, points[i], into, place - 1)) {
        into.distances()[place] = into.distances()[place - 1];
        into.indices()[place] = into.indices()[place - 1];
        place--;
      }
      into.distances()[place] = squared;
      into.indices()[place] = points[i];
      filled = Math.min(filled + 1, k);
    }
    for (int i = from; i < from + k; i++) {
      into.distances()[i] = Math.sqrt(into.distances()[i]);
    }
  }

  private static boolean before(double squared, int point, Neighbors into, int place) {
    int order = Double.compare(squared, into.distances()[place]);
    return order < 0 || (order == 0 && point < into.indices()[place]);
  }

  private static double squaredDistance(DenseMatrix a, int row, DenseMatrix b, int other) {
    int columns = a.columns();
    double sum = 0;
    for (int i = 0; i < columns; i++) {
      double difference = a.values()[row * columns + i] - b.values()[other * columns + i];
      sum += difference * difference;
    }
    return sum;
  }
}
