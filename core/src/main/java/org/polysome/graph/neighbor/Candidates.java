package org.polysome.graph.neighbor;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.polysome.matrix.ArraySize;

/**
 * The points that may be among the k nearest of each query of a strip, by squared distances known
 * up to a slack. The store of a query never grows: when it is full, the points that can no longer
 * be are dropped, and if too many remain (many points at nearly equal distances) they are measured
 * exactly and all but k are dropped.
 */
final class Candidates {

  private final ExactPairs pairs;
  private final int first;
  private final int k;
  private final int capacity;
  private final float[] lower;
  private final int[] points;
  private final int[] sizes;
  private final float[] limits;

  /**
   * Nothing yet.
   *
   * @param pairs what knows slacks and exact distances
   * @param first the first query of the strip
   * @param queries how many there are
   * @param k how many neighbours each gets
   */
  Candidates(ExactPairs pairs, int first, int queries, int k) {
    this.pairs = pairs;
    this.first = first;
    this.k = k;
    capacity = capacity(k);
    int size = ArraySize.of("candidates (cells, neighbors)", queries, capacity);
    lower = new float[size];
    points = new int[size];
    sizes = new int[queries];
    limits = new float[queries];
    Arrays.fill(limits, Float.POSITIVE_INFINITY);
  }

  /** How many points of a query are kept at most. */
  static int capacity(int k) {
    return ArraySize.of("candidates of a cell", 2L * k + 32);
  }

  /**
   * For each query: no point whose rough squared distance minus its own slack is larger can be
   * among the k nearest.
   */
  float[] limits() {
    return limits;
  }

  /** Adds a point whose rough squared distance minus its own slack is given. */
  void add(int query, float distance, int point) {
    if (sizes[query] == capacity) {
      prune(query);
    }
    int place = query * capacity + sizes[query];
    lower[place] = distance;
    points[place] = point;
    sizes[query]++;
  }

  private void prune(int query) {
    float own = pairs.slackOfQuery(first + query);
    tighten(query, own);
    if (capacity - sizes[query] < 8 + k / 4) {
      keepNearest(query, own);
    }
  }

  /** The k-th smallest upper bound of a distance limits the lower bounds. */
  private void tighten(int query, float slack) {
    int from = query * capacity;
    float[] upper = new float[sizes[query]];
    for (int i = 0; i < upper.length; i++) {
      upper[i] = lower[from + i] + 2 * pairs.slackOfPoint(points[from + i]);
    }
    float limit = Math.nextUp(KthSmallest.of(upper, k - 1) + 2 * slack);
    limits[query] = Math.min(limits[query], limit);
    int kept = from;
    for (int i = from; i < from + sizes[query]; i++) {
      if (lower[i] <= limits[query]) {
        lower[kept] = lower[i];
        points[kept] = points[i];
        kept++;
      }
    }
    sizes[query] = kept - from;
  }

  private void keepNearest(int query, float slack) {
    int from = query * capacity;
    double[] exact = new double[sizes[query]];
    Arrays.setAll(exact, i -> pairs.squaredDistance(first + query, points[from + i]));
    int[] order =
        IntStream.range(0, exact.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> exact[i])
                    .thenComparingInt(i -> pairs.name(points[from + i])))
            .mapToInt(Integer::intValue)
            .limit(k)
            .sorted()
            .toArray();
    double furthest = 0;
    for (int i = 0; i < k; i++) {
      lower[from + i] = lower[from + order[i]];
      points[from + i] = points[from + order[i]];
      furthest = Math.max(furthest, exact[order[i]]);
    }
    sizes[query] = k;
    float limit = Math.nextUp((float) pairs.scaled(furthest)) + slack;
    limits[query] = Math.min(limits[query], Math.nextUp(limit));
  }

  /** Measures the candidates exactly and writes the k nearest of each query to its place. */
  void measure(Neighbors into) {
    for (int query = 0; query < sizes.length; query++) {
      tighten(query, pairs.slackOfQuery(first + query));
      int from = pairs.nameOfQuery(first + query) * k;
      for (int i = 0; i < sizes[query]; i++) {
        int point = points[query * capacity + i];
        double squared = pairs.squaredDistance(first + query, point);
        insert(into, from, Math.min(i, k), new Measured(squared, pairs.name(point)));
      }
      for (int i = from; i < from + k; i++) {
        into.distances()[i] = Math.sqrt(into.distances()[i]);
      }
    }
  }

  private record Measured(double squared, int name) {
    boolean isBefore(Neighbors others, int place) {
      int order = Double.compare(squared, others.distances()[place]);
      return order < 0 || (order == 0 && name < others.indices()[place]);
    }
  }

  /** Puts a point in its place among those that are there, nearest first. */
  private void insert(Neighbors into, int from, int filled, Measured point) {
    if (filled == k && !point.isBefore(into, from + k - 1)) {
      return;
    }
    int place = from + Math.min(filled, k - 1);
    while (place > from && point.isBefore(into, place - 1)) {
      into.distances()[place] = into.distances()[place - 1];
      into.indices()[place] = into.indices()[place - 1];
      place--;
    }
    into.distances()[place] = point.squared;
    into.indices()[place] = point.name;
  }
}
