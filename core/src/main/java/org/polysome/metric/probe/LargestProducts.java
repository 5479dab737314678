package org.polysome.metric.probe;

import java.util.Arrays;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.matrix.DenseMatrix;

/**
 * The points with the largest inner product with each query, exactly. All points are brought to the
 * same length by one more coordinate, which queries have at zero; then the nearest ones are those
 * of the largest product (Bachrach et al. 2014).
 */
final class LargestProducts {

  private LargestProducts() {}

  /** As of {@link NearestNeighbors}, with inner products in place of the distances. */
  static Neighbors search(DenseMatrix queries, DenseMatrix points, int k) {
    double[] squares = new double[points.rows()];
    for (int row = 0; row < squares.length; row++) {
      squares[row] = inner(points, row, points, row);
    }
    double longest = Arrays.stream(squares).max().orElse(0);
    double[] missing = Arrays.stream(squares).map(s -> Math.sqrt(longest - s)).toArray();
    Neighbors near =
        new NearestNeighbors()
            .search(widened(queries, new double[queries.rows()]), widened(points, missing), k);
    double[] products = new double[near.distances().length];
    for (int i = 0; i < products.length; i++) {
      products[i] = inner(queries, i / near.k(), points, near.indices()[i]);
    }
    return new Neighbors(near.k(), near.indices(), products);
  }

  private static double inner(DenseMatrix left, int row, DenseMatrix right, int other) {
    double sum = 0;
    for (int i = 0; i < left.columns(); i++) {
      sum += left.get(row, i) * right.get(other, i);
    }
    return sum;
  }

  private static DenseMatrix widened(DenseMatrix matrix, double[] column) {
    int width = matrix.columns() + 1;
    DenseMatrix wide = DenseMatrix.zeros(matrix.rows(), width);
    for (int row = 0; row < matrix.rows(); row++) {
      System.arraycopy(
          matrix.values(), row * matrix.columns(), wide.values(), row * width, width - 1);
      wide.values()[row * width + width - 1] = column[row];
    }
    return wide;
  }
}
