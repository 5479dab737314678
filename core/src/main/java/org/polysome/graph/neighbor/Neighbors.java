package org.polysome.graph.neighbor;

/**
 * The nearest points of each query, nearest first.
 *
 * @param k how many there are for each query: what was asked for, or as many points as there are
 * @param indices the points, {@code k} for each query, one query after the other
 * @param distances their Euclidean distances, not squared, in the same places
 */
public record Neighbors(int k, int[] indices, double[] distances) {

  /** Checks that indices and distances pair up. */
  public Neighbors {
    if (indices.length != distances.length || (k > 0 && indices.length % k != 0)) {
      throw new IllegalArgumentException(
          indices.length + " indices and " + distances.length + " distances of " + k + " each");
    }
  }

  /** Number of queries. */
  public int queries() {
    return k == 0 ? 0 : indices.length / k;
  }

  /** The n-th nearest point of a query, from 0. */
  public int index(int query, int n) {
    return indices[query * k + n];
  }

  /** The distance to the n-th nearest point of a query, from 0. */
  public double distance(int query, int n) {
    return distances[query * k + n];
  }

  /**
   * Only the nearest of them.
   *
   * @param most how many to keep for each query; all where there are no more
   */
  public Neighbors nearest(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("the nearest " + most);
    }
    if (most >= k) {
      return this;
    }
    int[] near = new int[queries() * most];
    double[] distance = new double[near.length];
    for (int query = 0; query < queries(); query++) {
      System.arraycopy(indices, query * k, near, query * most, most);
      System.arraycopy(distances, query * k, distance, query * most, most);
    }
    return new Neighbors(most, near, distance);
  }
}
