package org.polysome.matrix;

import java.util.stream.IntStream;

/**
 * Some rows of a sparse matrix as an operator; both products cost their entries times the other's
 * columns.
 *
 * @param matrix the whole matrix
 * @param chosen which of its rows, n of them
 */
record SparseRows(CsrMatrix matrix, int[] chosen) implements RowOperator {

  /** Pieces that are summed apart and then together, always as many, so that sums never differ. */
  private static final int PIECES = 8;

  @Override
  public int rows() {
    return chosen.length;
  }

  @Override
  public int columns() {
    return matrix.columns();
  }

  @Override
  public double[] means() {
    double[] means = new double[columns()];
    for (int row : chosen) {
      for (int i = matrix.indptr()[row]; i < matrix.indptr()[row + 1]; i++) {
        means[matrix.indices()[i]] += matrix.values()[i];
      }
    }
    for (int column = 0; column < means.length; column++) {
      means[column] /= Math.max(1, rows());
    }
    return means;
  }

  @Override
  public double[] squares() {
    double[] means = means();
    double[] squares = new double[columns()];
    int[] stored = new int[columns()];
    for (int row : chosen) {
      for (int i = matrix.indptr()[row]; i < matrix.indptr()[row + 1]; i++) {
        int column = matrix.indices()[i];
        double distance = matrix.values()[i] - means[column];
        squares[column] += distance * distance;
        stored[column]++;
      }
    }
    for (int column = 0; column < squares.length; column++) {
      squares[column] += (rows() - stored[column]) * means[column] * means[column];
    }
    return squares;
  }

  @Override
  public DenseMatrix sums(int[] groups, int count) {
    DenseMatrix sums = DenseMatrix.zeros(count, columns());
    for (int row = 0; row < rows(); row++) {
      int offset = groups[row] * columns();
      for (int i = matrix.indptr()[chosen[row]]; i < matrix.indptr()[chosen[row] + 1]; i++) {
        sums.values()[offset + matrix.indices()[i]] += matrix.values()[i];
      }
    }
    return sums;
  }

  @Override
  public DenseMatrix times(DenseMatrix right) {
    DenseMatrix result = DenseMatrix.zeros(rows(), right.columns());
    IntStream.range(0, rows())
        .parallel()
        .forEach(
            row -> {
              int from = matrix.indptr()[chosen[row]];
              int until = matrix.indptr()[chosen[row] + 1];
              for (int i = from; i < until; i++) {
                addScaled(right, matrix.indices()[i], matrix.values()[i], result, row);
              }
            });
    return result;
  }

  @Override
  public DenseMatrix turnedTimes(DenseMatrix left) {
    DenseMatrix[] pieces = new DenseMatrix[PIECES];
    IntStream.range(0, PIECES)
        .parallel()
        .forEach(piece -> pieces[piece] = turnedTimes(left, piece));
    double[] sum = pieces[0].values();
    for (int piece = 1; piece < PIECES; piece++) {
      double[] more = pieces[piece].values();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += more[i];
      }
    }
    return pieces[0];
  }

  private DenseMatrix turnedTimes(DenseMatrix left, int piece) {
    DenseMatrix result = DenseMatrix.zeros(columns(), left.columns());
    int from = (int) ((long) rows() * piece / PIECES);
    int until = (int) ((long) rows() * (piece + 1) / PIECES);
    for (int row = from; row < until; row++) {
      for (int i = matrix.indptr()[chosen[row]]; i < matrix.indptr()[chosen[row] + 1]; i++) {
        addScaled(left, row, matrix.values()[i], result, matrix.indices()[i]);
      }
    }
    return result;
  }

  private static void addScaled(
      DenseMatrix from, int row, double scale, DenseMatrix into, int target) {
    int width = from.columns();
    double[] source = from.values();
    double[] sum = into.values();
    int a = row * width;
    int b = target * width;
    for (int i = 0; i < width; i++) {
      sum[b + i] += scale * source[a + i];
    }
  }
}
