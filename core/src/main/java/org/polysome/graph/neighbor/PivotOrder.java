package org.polysome.graph.neighbor;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.TurnedRows;

/**
 * An order in which points that are near each other tend to lie together: by the nearest of a few
 * of the points. Any order gives the same neighbours; in this one a search knows most of them early
 * and rejects the rest at once.
 */
final class PivotOrder {

  private static final int MOST_PIVOTS = 64;
  private static final int POINTS_OF_A_PIVOT = 512;

  private PivotOrder() {}

  /** The point at each place; those of one pivot keep their order. */
  static int[] of(DenseMatrix points) {
    int count = Math.clamp(points.rows() / POINTS_OF_A_PIVOT, 1, MOST_PIVOTS);
    int[] chosen =
        IntStream.range(0, count).map(i -> (int) ((long) i * points.rows() / count)).toArray();
    TurnedRows pivots = TurnedRows.of(points.select(chosen));
    int[] nearest =
        IntStream.range(0, points.rows())
            .parallel()
            .map(point -> nearest(points, point, pivots))
            .toArray();
    return IntStream.range(0, points.rows())
        .boxed()
        .sorted(Comparator.comparingInt(point -> nearest[point]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int nearest(DenseMatrix points, int point, TurnedRows pivots) {
    double[] squared = new double[pivots.rows()];
    pivots.squaredDistances(points, point, 0, squared);
    int nearest = 0;
    for (int i = 1; i < squared.length; i++) {
      nearest = squared[i] < squared[nearest] ? i : nearest;
    }
    return nearest;
  }
}
