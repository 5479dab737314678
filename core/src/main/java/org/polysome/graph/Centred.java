package org.polysome.graph;

import java.util.ArrayList;
import java.util.List;
import org.polysome.matrix.DenseMatrix;

/**
 * Points moved to their mean, so that squared norms are small and distances keep their digits, and
 * turned in blocks to be the right side of a product.
 */
final class Centred {

  /** Points in a block. */
  static final int BLOCK = 2048;

  private static final double EPSILON = Math.ulp(1.0);

  private final double[] mean;
  private final double[] squaredNorms;
  private final List<DenseMatrix> blocks;
  private final double largestNorm;
  private final double largestCoordinate;

  Centred(DenseMatrix points) {
    mean = ColumnMeans.of(points);
    DenseMatrix moved = centre(points, 0, points.rows());
    squaredNorms = squaredNorms(moved);
    blocks = new ArrayList<>();
    for (int from = 0; from < points.rows(); from += BLOCK) {
      blocks.add(moved.rows(from, Math.min(from + BLOCK, points.rows())).transposed());
    }
    double norm = 0;
    for (double squared : squaredNorms) {
      norm = Math.max(norm, Math.sqrt(squared));
    }
    largestNorm = norm;
    double coordinate = 0;
    for (double value : points.values()) {
      coordinate = Math.max(coordinate, Math.abs(value));
    }
    largestCoordinate = coordinate;
    if (!Double.isFinite(norm + coordinate)) {
      throw new IllegalArgumentException("a coordinate of the points is not finite");
    }
  }

  /** The centred points in blocks of {@link #BLOCK}, each (dimensions, points). */
  List<DenseMatrix> blocks() {
    return blocks;
  }

  double squaredNorm(int point) {
    return squaredNorms[point];
  }

  /** The rows {@code from} to {@code until} of any matrix, moved by the mean of the points. */
  DenseMatrix centre(DenseMatrix matrix, int from, int until) {
    int columns = matrix.columns();
    double[] moved = new double[(until - from) * columns];
    for (int offset = 0; offset < moved.length; offset += columns) {
      for (int i = 0; i < columns; i++) {
        moved[offset + i] = matrix.values()[from * columns + offset + i] - mean[i];
      }
    }
    return new DenseMatrix(until - from, columns, moved);
  }

  /** Moved points where they were before. */
  DenseMatrix back(DenseMatrix moved) {
    double[] values = new double[moved.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = moved.values()[i] + mean[i % mean.length];
    }
    return new DenseMatrix(moved.rows(), moved.columns(), values);
  }

  /**
   * Twice a bound of the rounding error of a squared distance to a query of that squared norm: of
   * the three sums, and of moving the points.
   */
  double slack(double squaredNorm) {
    if (!Double.isFinite(squaredNorm)) {
      throw new IllegalArgumentException("a coordinate of a query is not finite");
    }
    double reach = Math.sqrt(squaredNorm) + largestNorm;
    double terms = mean.length + 8.0;
    double sums = terms * EPSILON * reach * reach;
    double moving = 4 * Math.sqrt(terms) * EPSILON * (largestCoordinate + reach) * reach;
    return 4 * (sums + moving);
  }

  static double[] squaredNorms(DenseMatrix matrix) {
    double[] norms = new double[matrix.rows()];
    for (int row = 0; row < norms.length; row++) {
      double sum = 0;
      for (int i = row * matrix.columns(); i < (row + 1) * matrix.columns(); i++) {
        sum += matrix.values()[i] * matrix.values()[i];
      }
      norms[row] = sum;
    }
    return norms;
  }
}
