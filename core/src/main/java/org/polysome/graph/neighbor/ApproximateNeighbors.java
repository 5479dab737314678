package org.polysome.graph.neighbor;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.random.Seeds;

/**
 * Neighbours from an index that misses some, and how many it misses.
 *
 * @param neighbors of each point among the others
 * @param recall the share of true neighbours that were found, of the points looked at; an equally
 *     near point is as good
 * @param measured how many points were looked at
 */
public record ApproximateNeighbors(Neighbors neighbors, double recall, int measured) {

  /** Points whose neighbours are looked for exactly. */
  private static final int SAMPLE = 1000;

  /**
   * Searches by {@link Hnsw} and measures the recall on a random thousand of the points.
   *
   * @param k how many neighbours
   * @param seed of the index and the sample
   */
  public static ApproximateNeighbors among(DenseMatrix points, int k, long seed) {
    Neighbors found = Hnsw.of(points, Hnsw.Settings.usual(seed)).among(k);
    if (found.k() == 0) {
      return new ApproximateNeighbors(found, 1, 0);
    }
    int[] sample = sample(points.rows(), seed);
    // One more, since a point of the sample finds itself.
    Neighbors exact = new NearestNeighbors().search(points.select(sample), points, found.k() + 1);
    long right = 0;
    for (int i = 0; i < sample.length; i++) {
      double farthest = exact.distance(i, found.k());
      for (int n = 0; n < found.k(); n++) {
        right += found.distance(sample[i], n) <= farthest ? 1 : 0;
      }
    }
    double recall = (double) right / sample.length / found.k();
    return new ApproximateNeighbors(found, recall, sample.length);
  }

  private static int[] sample(int points, long seed) {
    int[] order = IntStream.range(0, points).toArray();
    RandomGenerator random = Seeds.generator(seed, Seeds.of("recall"));
    int size = Math.min(SAMPLE, points);
    for (int i = 0; i < size; i++) {
      int other = i + random.nextInt(points - i);
      int moved = order[i];
      order[i] = order[other];
      order[other] = moved;
    }
    return IntStream.of(order).limit(size).toArray();
  }
}
