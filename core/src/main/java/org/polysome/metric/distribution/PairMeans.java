package org.polysome.metric.distribution;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.TurnedRows;

/** Means over all pairs of cells of two populations. */
final class PairMeans {

  private static final int COLUMNS = 1024;

  private PairMeans() {}

  static void check(DenseMatrix first, DenseMatrix second) {
    if (first.columns() != second.columns()) {
      throw new IllegalArgumentException(
          first.columns() + " and " + second.columns() + " dimensions");
    }
    for (DenseMatrix cells : new DenseMatrix[] {first, second}) {
      if (!cells.isFinite()) {
        throw new IllegalArgumentException("a coordinate of the points is not finite");
      }
    }
  }

  /** The mean of a function of the squared distance. */
  static double of(DenseMatrix first, DenseMatrix second, DoubleUnaryOperator function) {
    var turned = TurnedRows.of(second);
    double[] sums =
        IntStream.range(0, first.rows())
            .parallel()
            .mapToDouble(row -> sum(first, row, turned, function))
            .toArray();
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return total / first.rows() / second.rows();
  }

  private static double sum(
      DenseMatrix first, int row, TurnedRows second, DoubleUnaryOperator function) {
    double sum = 0;
    for (int from = 0; from < second.rows(); from += COLUMNS) {
      double[] squares = new double[Math.min(COLUMNS, second.rows() - from)];
      second.squaredDistances(first, row, from, squares);
      for (double squared : squares) {
        sum += function.applyAsDouble(squared);
      }
    }
    return sum;
  }
}
