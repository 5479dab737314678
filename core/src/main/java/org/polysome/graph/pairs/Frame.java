package org.polysome.graph.pairs;

import org.polysome.matrix.DenseMatrix;

/**
 * Where points are moved to before they become floats: their mean to zero, so that distances keep
 * their digits, and divided by a power of two, so that no square overflows.
 *
 * @param mean what is subtracted, one for each dimension
 * @param scale what is divided by, a power of two; a length times this is a length before
 * @param largestCoordinate of the points as they were
 */
record Frame(double[] mean, double scale, double largestCoordinate) {

  /**
   * The frame of some points, which others may share.
   *
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  static Frame of(DenseMatrix points, DenseMatrix others) {
    double[] mean = new double[points.columns()];
    for (int i = 0; i < points.values().length; i++) {
      mean[i % mean.length] += points.values()[i] / points.rows();
    }
    double length = Math.max(longest(points, mean), longest(others, mean));
    double largest = Math.max(largest(points), largest(others));
    if (!Double.isFinite(length + largest)) {
      throw new IllegalArgumentException("a coordinate of the points is not finite");
    }
    double scale = length == 0 ? 1 : Math.scalb(1.0, Math.getExponent(length) + 1);
    return new Frame(mean, scale, largest);
  }

  /** A coordinate in the frame. */
  double moved(double value, int dimension) {
    return (value - mean[dimension]) / scale;
  }

  /** How far a coordinate of the frame may be from the exact one, by rounding in double. */
  double roundingOfACoordinate() {
    return 4 * Math.ulp(1.0) * largestCoordinate / scale;
  }

  private static double longest(DenseMatrix points, double[] mean) {
    double longest = 0;
    for (int from = 0; from < points.values().length; from += mean.length) {
      double squares = 0;
      for (int i = 0; i < mean.length; i++) {
        double moved = points.values()[from + i] - mean[i];
        squares += moved * moved;
      }
      longest = Math.max(longest, Math.sqrt(squares));
    }
    return longest;
  }

  private static double largest(DenseMatrix points) {
    double largest = 0;
    for (double value : points.values()) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
