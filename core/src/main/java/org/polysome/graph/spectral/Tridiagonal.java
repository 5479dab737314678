package org.polysome.graph.spectral;

import java.util.Arrays;
import org.polysome.matrix.DenseMatrix;

/**
 * Eigenvalues and eigenvectors of a symmetric tridiagonal matrix by implicit QL steps with
 * Wilkinson's shift (Golub and Van Loan, Matrix Computations, section 8.3).
 *
 * @param values eigenvalues in no order
 * @param vectors (n, n), row i the unit eigenvector of value i
 */
record Tridiagonal(double[] values, DenseMatrix vectors) {

  /** More steps for one eigenvalue than any matrix of finite numbers takes. */
  private static final int MOST_STEPS = 100;

  /**
   * Decomposes.
   *
   * @param diagonal n numbers
   * @param beside what is beside the diagonal, n - 1 numbers
   */
  static Tridiagonal of(double[] diagonal, double[] beside) {
    int n = diagonal.length;
    DenseMatrix vectors = DenseMatrix.zeros(n, n);
    for (int i = 0; i < n; i++) {
      vectors.values()[i * n + i] = 1;
    }
    double[] off = Arrays.copyOf(beside, n);
    Steps steps = new Steps(diagonal.clone(), off, vectors.values(), negligible(diagonal, beside));
    for (int first = 0; first < n; first++) {
      int taken = 0;
      for (int last = steps.block(first); last > first; last = steps.block(first)) {
        if (taken++ == MOST_STEPS) {
          throw new ArithmeticException("no eigenvalue after " + MOST_STEPS + " steps");
        }
        steps.step(first, last);
      }
    }
    return new Tridiagonal(steps.diagonal, vectors);
  }

  /**
   * What is rounding error beside the largest numbers of the matrix: a matrix of many eigenvalues
   * of 0 never gets smaller numbers than that beside its diagonal.
   */
  private static double negligible(double[] diagonal, double[] beside) {
    double largest = 0;
    for (double value : diagonal) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (double value : beside) {
      largest = Math.max(largest, Math.abs(value));
    }
    return Math.ulp(largest) / 2;
  }

  /** The matrix on its way to a diagonal, and the rotations so far, one vector a row. */
  private record Steps(double[] diagonal, double[] off, double[] vectors, double negligible) {

    /** Where the block of coupled rows that begins at {@code first} ends. */
    int block(int first) {
      int last = first;
      while (last < diagonal.length - 1) {
        double scale = Math.abs(diagonal[last]) + Math.abs(diagonal[last + 1]);
        if (Math.abs(off[last]) <= Math.max(negligible, Math.ulp(scale) / 2)) {
          break;
        }
        last++;
      }
      return last;
    }

    /** One QL step from the last row of a block to its first. */
    void step(int first, int last) {
      double half = (diagonal[first + 1] - diagonal[first]) / (2 * off[first]);
      double root = Math.hypot(half, 1);
      double shifted =
          diagonal[last] - diagonal[first] + off[first] / (half + Math.copySign(root, half));
      double sine = 1;
      double cosine = 1;
      double carried = 0;
      for (int i = last - 1; i >= first; i--) {
        double f = sine * off[i];
        double b = cosine * off[i];
        double length = Math.hypot(f, shifted);
        off[i + 1] = length;
        if (length == 0) {
          diagonal[i + 1] -= carried;
          off[last] = 0;
          return;
        }
        sine = f / length;
        cosine = shifted / length;
        double moved = diagonal[i + 1] - carried;
        double sum = (diagonal[i] - moved) * sine + 2 * cosine * b;
        carried = sine * sum;
        diagonal[i + 1] = moved + carried;
        shifted = cosine * sum - b;
        rotate(i, sine, cosine);
      }
      diagonal[first] -= carried;
      off[first] = shifted;
      off[last] = 0;
    }

    private void rotate(int row, double sine, double cosine) {
      int n = diagonal.length;
      for (int i = row * n; i < row * n + n; i++) {
        double below = vectors[i + n];
        vectors[i + n] = sine * vectors[i] + cosine * below;
        vectors[i] = cosine * vectors[i] - sine * below;
      }
    }
  }
}
