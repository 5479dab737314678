package org.polysome.graph.neighbor;

import org.polysome.graph.pairs.PointStrips;
import org.polysome.matrix.DenseMatrix;

/**
 * Queries and points as they were before they became floats, and what is known of the error.
 *
 * @param queries (queries, dimensions) in the order of their strips
 * @param points (points, dimensions) in the order of their strips
 * @param queryStrips the queries as floats
 * @param pointStrips the points as floats
 * @param order the name of each query and point: its place before it was sorted
 */
record ExactPairs(
    DenseMatrix queries,
    DenseMatrix points,
    PointStrips queryStrips,
    PointStrips pointStrips,
    Order order) {

  /** The place of things before they were sorted. */
  @FunctionalInterface
  interface Order {
    /** The place before of what is at a place now. */
    int before(int place);
  }

  float slackOfQuery(int query) {
    return queryStrips.slack(query);
  }

  float slackOfPoint(int point) {
    return pointStrips.slack(point);
  }

  int nameOfQuery(int query) {
    return order.before(query);
  }

  int name(int point) {
    return order.before(point);
  }

  /** The plain sum of squared differences. */
  double squaredDistance(int query, int point) {
    return queries.squaredDistance(query, points, point);
  }

  /** A squared distance in the scale of the strips. */
  double scaled(double squared) {
    return squared / pointStrips.scale() / pointStrips.scale();
  }
}
