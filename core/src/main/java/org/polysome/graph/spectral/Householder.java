package org.polysome.graph.spectral;

import org.polysome.matrix.DenseMatrix;

/**
 * A symmetric matrix turned until only its diagonal and what is beside it remain, by reflections
 * (Golub and Van Loan, Matrix Computations, section 8.3.1).
 *
 * @param diagonal n numbers
 * @param beside n - 1 numbers
 * @param basis (n, n), whose rows are the directions of the tridiagonal matrix
 */
record Householder(double[] diagonal, double[] beside, DenseMatrix basis) {

  static Householder of(DenseMatrix symmetric) {
    int n = symmetric.rows();
    var square = new Square(n, symmetric.values().clone());
    double[][] mirrors = new double[Math.max(0, n - 2)][];
    for (int k = 0; k < n - 2; k++) {
      mirrors[k] = square.mirror(k);
      square.reflectBothSides(mirrors[k], k + 1);
    }
    var basis = Square.identity(n);
    for (int k = n - 3; k >= 0; k--) {
      basis.reflectColumns(mirrors[k], k + 1);
    }
    double[] diagonal = new double[n];
    double[] beside = new double[Math.max(0, n - 1)];
    for (int i = 0; i < n; i++) {
      diagonal[i] = square.values[i * n + i];
      if (i > 0) {
        beside[i - 1] = square.values[i * n + i - 1];
      }
    }
    return new Householder(diagonal, beside, new DenseMatrix(n, n, basis.values));
  }

  /** A square matrix that is changed in place, from one row and column on. */
  private record Square(int n, double[] values) {

    static Square identity(int n) {
      return new Square(n, DenseMatrix.identity(n).values());
    }

    /**
     * The vector v, of squared length 2, such that the reflection 1 - v v^T takes what is below the
     * diagonal of a column to its first element; zeros where nothing is to be done.
     */
    double[] mirror(int column) {
      double[] v = new double[n - column - 1];
      double squares = 0;
      double rest = 0;
      for (int i = 0; i < v.length; i++) {
        v[i] = values[(column + 1 + i) * n + column];
        squares += v[i] * v[i];
        rest += i == 0 ? 0 : v[i] * v[i];
      }
      if (rest == 0) {
        return new double[v.length];
      }
      double length = Math.sqrt(squares);
      double first = v[0] + Math.copySign(length, v[0]);
      double scale = Math.sqrt(2 / (rest + first * first));
      v[0] = first;
      for (int i = 0; i < v.length; i++) {
        v[i] *= scale;
      }
      return v;
    }

    /**
     * Reflects the symmetric matrix from both sides: its part from {@code from} on, and its edge.
     */
    void reflectBothSides(double[] v, int from) {
      reflectEdge(v, from);
      double[] product = new double[v.length];
      for (int i = 0; i < v.length; i++) {
        addRow(v[i], from + i, from, product);
      }
      double half = 0;
      for (int i = 0; i < v.length; i++) {
        half += product[i] * v[i] / 2;
      }
      for (int i = 0; i < v.length; i++) {
        product[i] -= half * v[i];
      }
      for (int i = 0; i < v.length; i++) {
        subtract(v[i], product, from + i, from);
        subtract(product[i], v, from + i, from);
      }
    }

    /** What the reflection leaves of the column before the part: one number. */
    private void reflectEdge(double[] v, int from) {
      double product = 0;
      for (int i = 0; i < v.length; i++) {
        product += v[i] * values[(from + i) * n + from - 1];
      }
      for (int i = 0; i < v.length; i++) {
        values[(from + i) * n + from - 1] -= product * v[i];
      }
    }

    /** Multiplies the part from {@code from} on by the reflection from the right. */
    void reflectColumns(double[] v, int from) {
      for (int row = from; row < n; row++) {
        double product = 0;
        for (int i = 0; i < v.length; i++) {
          product += values[row * n + from + i] * v[i];
        }
        subtract(product, v, row, from);
      }
    }

    private void addRow(double factor, int row, int from, double[] into) {
      int offset = row * n + from;
      for (int i = 0; i < into.length; i++) {
        into[i] += factor * values[offset + i];
      }
    }

    private void subtract(double factor, double[] vector, int row, int from) {
      int offset = row * n + from;
      for (int i = 0; i < vector.length; i++) {
        values[offset + i] -= factor * vector[i];
      }
    }
  }
}
