package org.polysome.matrix;

import java.util.stream.IntStream;

/**
 * The factor of a symmetric matrix without negative eigenvalues, A = L L' (Golub and Van Loan,
 * Matrix Computations, section 4.2). A column that depends on those before it is left out: its
 * unknowns are zero in every solution, which for normal equations is still one of least squares.
 *
 * @param lower L, (n, n), with zeros above the diagonal and in the columns left out
 */
public record Cholesky(DenseMatrix lower) {

  /** What is left of a diagonal entry, below this share of it, is rounding error. */
  private static final double DEPENDENT = 1e-11;

  /** Right-hand sides that one task solves. */
  private static final int TASK_COLUMNS = 64;

  /**
   * Factors a matrix, of which only the lower half is read.
   *
   * @throws IllegalArgumentException if it is not square
   */
  public static Cholesky of(DenseMatrix symmetric) {
    int n = symmetric.rows();
    if (symmetric.columns() != n) {
      throw new IllegalArgumentException(n + " rows and " + symmetric.columns() + " columns");
    }
    DenseMatrix lower = DenseMatrix.zeros(n, n);
    for (int column = 0; column < n; column++) {
      int j = column;
      double own = symmetric.get(j, j);
      double left = own - inner(lower, j, j, j);
      if (left > DEPENDENT * own) {
        double root = Math.sqrt(left);
        lower.values()[j * n + j] = root;
        IntStream.range(j + 1, n)
            .parallel()
            .forEach(
                i ->
                    lower.values()[i * n + j] =
                        (symmetric.get(i, j) - inner(lower, i, j, j)) / root);
      }
    }
    return new Cholesky(lower);
  }

  /** The inner product of the first entries of two rows. */
  private static double inner(DenseMatrix matrix, int row, int other, int entries) {
    double sum = 0;
    for (int k = 0; k < entries; k++) {
      sum += matrix.get(row, k) * matrix.get(other, k);
    }
    return sum;
  }

  /**
   * Solves A X = B.
   *
   * @param right B (n, m)
   * @return X (n, m)
   */
  public DenseMatrix solve(DenseMatrix right) {
    if (right.rows() != lower.rows()) {
      throw new IllegalArgumentException(right.rows() + " rows for a system of " + lower.rows());
    }
    DenseMatrix solution = new DenseMatrix(right.rows(), right.columns(), right.values().clone());
    IntStream.range(0, Math.ceilDiv(right.columns(), TASK_COLUMNS))
        .parallel()
        .forEach(
            task -> {
              int from = task * TASK_COLUMNS;
              var columns =
                  new Columns(solution, from, Math.min(from + TASK_COLUMNS, right.columns()));
              forward(columns);
              backward(columns);
            });
    return solution;
  }

  private void forward(Columns columns) {
    for (int row = 0; row < lower.rows(); row++) {
      for (int k = 0; k < row; k++) {
        columns.subtract(row, lower.get(row, k), k);
      }
      columns.divide(row, lower.get(row, row));
    }
  }

  private void backward(Columns columns) {
    for (int row = lower.rows() - 1; row >= 0; row--) {
      for (int k = row + 1; k < lower.rows(); k++) {
        columns.subtract(row, lower.get(k, row), k);
      }
      columns.divide(row, lower.get(row, row));
    }
  }

  /** Some columns of the right-hand side, on their way to the solution. */
  private record Columns(DenseMatrix matrix, int from, int until) {

    void subtract(int row, double factor, int other) {
      double[] values = matrix.values();
      int target = row * matrix.columns();
      int source = other * matrix.columns();
      for (int i = from; i < until; i++) {
        values[target + i] -= factor * values[source + i];
      }
    }

    void divide(int row, double pivot) {
      double[] values = matrix.values();
      for (int i = row * matrix.columns() + from; i < row * matrix.columns() + until; i++) {
        values[i] = pivot == 0 ? 0 : values[i] / pivot;
      }
    }
  }
}
