package org.polysome.graph;

import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;

/**
 * Squared distances of points from a few centres, in blocks of points: {@code |p|² + |c|² - 2 p·c}
 * by a matrix product, of points and centres moved to the mean of the points.
 */
final class CentreDistances {

  private final DenseMatrix moved;
  private final Centred centred;
  private final MatrixProduct product;

  /** Distances of points; all their coordinates must be finite. */
  CentreDistances(DenseMatrix points, MatrixProduct product) {
    this.centred = new Centred(points);
    this.moved = centred.centre(points, 0, points.rows());
    this.product = product;
  }

  /** The points (points, dimensions), moved to their mean, as all centres here are. */
  DenseMatrix moved() {
    return moved;
  }

  /** Centres where they are among the points as they were. */
  DenseMatrix back(DenseMatrix centres) {
    return centred.back(centres);
  }

  /** The mean variance of a dimension, over all points. */
  double meanVariance() {
    double sum = 0;
    for (int point = 0; point < moved.rows(); point++) {
      sum += centred.squaredNorm(point);
    }
    return sum / moved.values().length;
  }

  int blocks() {
    return centred.blocks().size();
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
    double[] norms = Centred.squaredNorms(centres);
    IntStream.range(0, blocks())
        .parallel()
        .forEach(
            number -> {
              DenseMatrix squares = product.multiply(centres, centred.blocks().get(number));
              int first = number * Centred.BLOCK;
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
        double square = norms[centre] + centred.squaredNorm(first + i) - 2 * values[place];
        values[place] = Math.max(0, square);
      }
    }
  }
}
