package org.polysome.graph.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.polysome.matrix.ColumnMeans;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;

/**
 * Squared distances of points from a few centres, in blocks of points: {@code |p|² + |c|² - 2 p·c}
 * by a matrix product, of points and centres moved to the mean of the points.
 */
final class CentreDistances {

  /** Points in a block. */
  private static final int BLOCK = 2048;

  private final double[] mean;
  private final DenseMatrix moved;
  private final double[] squaredNorms;
  private final List<DenseMatrix> blocks = new ArrayList<>();

  /**
   * Distances of points.
   *
   * @throws IllegalArgumentException if a coordinate is not finite, or too large to be squared
   */
  CentreDistances(DenseMatrix points) {
    mean = ColumnMeans.of(points);
    moved = shifted(points, mean, -1);
    squaredNorms = squaredNorms(moved);
    if (!Arrays.stream(squaredNorms).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("a coordinate of the points is not finite");
    }
    for (int from = 0; from < moved.rows(); from += BLOCK) {
      blocks.add(moved.rows(from, Math.min(from + BLOCK, moved.rows())).transposed());
    }
  }

  private static DenseMatrix shifted(DenseMatrix points, double[] shift, int sign) {
    double[] values = points.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += sign * shift[i % shift.length];
    }
    return new DenseMatrix(points.rows(), points.columns(), values);
  }

  private static double[] squaredNorms(DenseMatrix matrix) {
    double[] norms = new double[matrix.rows()];
    for (int i = 0; i < matrix.values().length; i++) {
      norms[i / matrix.columns()] += matrix.values()[i] * matrix.values()[i];
    }
    return norms;
  }

  /** The points (points, dimensions), moved to their mean, as all centres here are. */
  DenseMatrix moved() {
    return moved;
  }

  /** Centres where they are among the points as they were. */
  DenseMatrix back(DenseMatrix centres) {
    return shifted(centres, mean, 1);
  }

  /** The mean variance of a dimension, over all points. */
  double meanVariance() {
    double sum = 0;
    for (double squared : squaredNorms) {
      sum += squared;
    }
    return sum / moved.values().length;
  }

  int blocks() {
    return blocks.size();
  }

  /** Takes the distances of a block of points; blocks come in any order, from many threads. */
  @FunctionalInterface
  interface Block {
    /**
     * Takes a block.
     *
     * @param number of the block, from 0
     * @param first its first point
     * @param squares (centres, points of the block), not below 0
     */
    void take(int number, int first, DenseMatrix squares);
  }

  /** Measures all points from centres (centres, dimensions). */
  void measure(DenseMatrix centres, Block block) {
    double[] norms = squaredNorms(centres);
    IntStream.range(0, blocks())
        .parallel()
        .forEach(
            number -> {
              DenseMatrix squares = MatrixProduct.multiply(centres, blocks.get(number));
              int first = number * BLOCK;
              complete(squares, norms, first);
              block.take(number, first, squares);
            });
  }

  private void complete(DenseMatrix products, double[] norms, int first) {
    double[] values = products.values();
    int width = products.columns();
    for (int centre = 0; centre < norms.length; centre++) {
      for (int i = 0; i < width; i++) {
        int place = centre * width + i;
        double square = norms[centre] + squaredNorms[first + i] - 2 * values[place];
        values[place] = Math.max(0, square);
      }
    }
  }
}
