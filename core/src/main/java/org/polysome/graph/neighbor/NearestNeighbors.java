package org.polysome.graph.neighbor;

import java.util.List;
import org.polysome.graph.pairs.AllPairs;
import org.polysome.graph.pairs.PointStrips;
import org.polysome.matrix.ArraySize;
import org.polysome.matrix.DenseMatrix;

/**
 * Exact nearest neighbours by Euclidean distance, with equal distances in the order of the points.
 *
 * <p>Squared distances come from the products of {@link AllPairs}, of centred points in float. That
 * form is fast and loses digits, so it only chooses candidates: every point whose distance could be
 * among the k smallest within the rounding error. The candidates are then measured by the plain sum
 * of squared differences in double, so that the result is the same as from two nested loops.
 */
public final class NearestNeighbors {

  /** Candidates of all points are kept at once, which saves half the pass, if they are not more. */
  private static final long MOST_CANDIDATES = 1L << 28;

  /**
   * The k points nearest to each query.
   *
   * @param queries (queries, dimensions)
   * @param points (points, dimensions)
   * @param k how many; where there are fewer points, all of them
   * @throws IllegalArgumentException if the dimensions differ, k is below 1, or a coordinate is not
   *     finite
   */
  public Neighbors search(DenseMatrix queries, DenseMatrix points, int k) {
    if (k < 1 || queries.columns() != points.columns()) {
      throw new IllegalArgumentException(
          "k is %d, queries have %d dimensions and points %d"
              .formatted(k, queries.columns(), points.columns()));
    }
    return search(queries, points, Math.min(k, points.rows()), false);
  }

  /** As {@link #search} of each point among the others, itself left out by its place. */
  public Neighbors among(DenseMatrix points, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k);
    }
    int found = Math.clamp(points.rows() - 1L, 0, k);
    if ((long) Candidates.capacity(found) * points.rows() > MOST_CANDIDATES || found == 0) {
      return search(points, points, found, true);
    }
    int[] order = PivotOrder.of(points);
    DenseMatrix sorted = points.select(order);
    var strips = PointStrips.of(sorted);
    var visitor = NearestVisitor.among(sorted, strips, order, found);
    AllPairs.visit(strips, List.of(visitor));
    return visitor.neighbors();
  }

  private static Neighbors search(DenseMatrix queries, DenseMatrix points, int k, boolean others) {
    int size = ArraySize.of("neighbors (cells, neighbors)", queries.rows(), k);
    var neighbors = new Neighbors(k, new int[size], new double[size]);
    if (size == 0) {
      return neighbors;
    }
    PointStrips left = PointStrips.of(points, queries);
    PointStrips right = PointStrips.of(queries, left);
    var pairs = new ExactPairs(queries, points, right, left, place -> place);
    var visitor = new NearestVisitor(pairs, k, others);
    AllPairs.visit(
        left,
        right,
        tile -> {
          visitor.visit(tile);
          if (tile.firstRow() + tile.rows() == left.count()) {
            visitor.finish(tile.firstColumn() / PointStrips.WIDTH, neighbors);
          }
        });
    return neighbors;
  }
}
