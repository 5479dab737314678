package org.polysome.graph.cluster;

import java.util.random.RandomGenerator;
import org.polysome.matrix.DenseMatrix;
import org.polysome.random.Seeds;

/**
 * Clusters of points around their means (Lloyd, 1982), from centres that are drawn far apart
 * (k-means++, Arthur and Vassilvitskii, 2007, with its greedy choice among several draws). The same
 * points, settings and seed give the same bits at any number of threads.
 *
 * <p>A cluster that loses all its points starts anew at the point farthest from its centre, as in
 * scikit-learn. Where there are fewer different points than clusters, some stay empty.
 *
 * @param clusters how many
 * @param starts how often the whole is done; the result of least inertia is kept
 * @param tolerance rounds end when the squared moves of all centres together are below this share
 *     of the mean variance of a dimension, or no point changes its cluster, and after {@link
 *     #MOST_ROUNDS} in any case
 * @param seed of the draws
 */
public record KMeans(int clusters, int starts, double tolerance, long seed) {

  /** Rounds after which a start is left as it is. */
  public static final int MOST_ROUNDS = 300;

  /** The tolerance of scikit-learn and scib-metrics. */
  public static final double USUAL_TOLERANCE = 1e-4;

  /** Checks the ranges. */
  public KMeans {
    if (clusters < 1 || starts < 1 || !(tolerance >= 0)) {
      throw new IllegalArgumentException(
          "%d clusters, %d starts, tolerance %s".formatted(clusters, starts, tolerance));
    }
  }

  /**
   * What was found.
   *
   * @param labels the nearest centre of each point, the first of equally near ones
   * @param centres (clusters, dimensions); fewer where fewer could be drawn
   * @param inertia the sum of the squared distances of the points from their centres
   * @param rounds how often the centres moved
   */
  public record Fit(int[] labels, DenseMatrix centres, double inertia, int rounds) {}

  /**
   * Finds the clusters of points.
   *
   * @param points (points, dimensions), at least one
   * @throws IllegalArgumentException if there is no point or a coordinate is not finite
   */
  public Fit fit(DenseMatrix points) {
    if (points.rows() == 0) {
      throw new IllegalArgumentException("no points to cluster");
    }
    var squares = new CentreDistances(points);
    Fit best = fit(squares, 0);
    for (int start = 1; start < starts; start++) {
      Fit next = fit(squares, start);
      best = next.inertia < best.inertia ? next : best;
    }
    return best;
  }

  private Fit fit(CentreDistances squares, int start) {
    RandomGenerator random = Seeds.generator(seed, Seeds.of("k-means"), start);
    DenseMatrix centres = new SpreadCentres(squares, random).draw(clusters);
    return new Lloyd(squares, tolerance).run(centres);
  }
}
