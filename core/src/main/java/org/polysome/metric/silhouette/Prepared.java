package org.polysome.metric.silhouette;

import org.polysome.matrix.DenseMatrix;

/** Points as a distance wants them. */
final class Prepared {

  private Prepared() {}

  /**
   * The points for a Euclidean distance, the directions for a cosine.
   *
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  static DenseMatrix points(DenseMatrix points, Distance distance) {
    if (!points.isFinite()) {
      throw new IllegalArgumentException("a coordinate of the points is not finite");
    }
    return distance == Distance.EUCLIDEAN ? points : directions(points, distance);
  }

  private static DenseMatrix directions(DenseMatrix points, Distance distance) {
    int columns = points.columns();
    double[] values = points.values().clone();
    for (int from = 0; from < values.length; from += columns) {
      double scale = largest(values, from, columns);
      double squares = 0;
      for (int i = from; i < from + columns; i++) {
        values[i] = scale == 0 ? 0 : values[i] / scale;
        squares += values[i] * values[i];
      }
      boolean allowed = distance == Distance.COSINE && squares == 0;
      double norm = allowed ? 1 : Math.sqrt(squares);
      for (int i = from; i < from + columns; i++) {
        values[i] /= norm;
      }
    }
    return new DenseMatrix(points.rows(), columns, values);
  }

  private static double largest(double[] values, int from, int columns) {
    double largest = 0;
    for (int i = from; i < from + columns; i++) {
      largest = Math.max(largest, Math.abs(values[i]));
    }
    return largest;
  }
}
