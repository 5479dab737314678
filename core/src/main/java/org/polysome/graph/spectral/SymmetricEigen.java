package org.polysome.graph.spectral;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: of up to 256 rows by cyclic Jacobi rotations
 * (Golub and Van Loan, Matrix Computations, section 8.5), as accurate as any; of more by way of a
 * tridiagonal matrix, which is many times as fast.
 *
 * @param values eigenvalues, largest first
 * @param vectors (n, n), row i the unit eigenvector of value i
 */
public record SymmetricEigen(double[] values, DenseMatrix vectors) {

  private static final int MAX_SWEEPS = 60;

  /** Rows up to which rotations are used. */
  private static final int FEW = 256;

  /** Decomposes a symmetric matrix (n, n). */
  public static SymmetricEigen of(DenseMatrix symmetric) {
    return symmetric.rows() <= FEW ? byRotations(symmetric) : byReflections(symmetric);
  }

  static SymmetricEigen byRotations(DenseMatrix symmetric) {
    int n = symmetric.rows();
    var jacobi = new Jacobi(n, symmetric.values().clone(), DenseMatrix.identity(n).values());
    for (int sweep = 0; sweep < MAX_SWEEPS && !jacobi.diagonal(); sweep++) {
      jacobi.sweep();
    }
    double[] values = IntStream.range(0, n).mapToDouble(i -> jacobi.at(i, i)).toArray();
    return sorted(values, new DenseMatrix(n, n, jacobi.vectors));
  }

  static SymmetricEigen byReflections(DenseMatrix symmetric) {
    Householder turned = Householder.of(symmetric);
    Tridiagonal solved = Tridiagonal.of(turned.diagonal(), turned.beside());
    return sorted(solved.values(), MatrixProduct.multiply(solved.vectors(), turned.basis()));
  }

  private static SymmetricEigen sorted(double[] values, DenseMatrix vectors) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] falling = IntStream.of(order).mapToDouble(i -> values[i]).toArray();
    return new SymmetricEigen(falling, vectors.select(order));
  }

  /** The matrix on its way to a diagonal, and the rotations so far, one vector a row. */
  private record Jacobi(int n, double[] matrix, double[] vectors) {

    double at(int row, int column) {
      return matrix[row * n + column];
    }

    boolean diagonal() {
      double outside = 0;
      double all = 0;
      for (int i = 0; i < matrix.length; i++) {
        double square = matrix[i] * matrix[i];
        all += square;
        outside += i / n == i % n ? 0 : square;
      }
      return outside <= all * 1e-30;
    }

    void sweep() {
      for (int p = 0; p < n - 1; p++) {
        for (int q = p + 1; q < n; q++) {
          if (at(p, q) != 0) {
            rotate(p, q);
          }
        }
      }
    }

    private void rotate(int p, int q) {
      double theta = (at(q, q) - at(p, p)) / (2 * at(p, q));
      double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
      double cosine = 1 / Math.sqrt(tangent * tangent + 1);
      double sine = tangent * cosine;
      rotateRows(matrix, p * n, q * n, new double[] {cosine, sine});
      for (int row = 0; row < n; row++) {
        double first = matrix[row * n + p];
        double second = matrix[row * n + q];
        matrix[row * n + p] = cosine * first - sine * second;
        matrix[row * n + q] = sine * first + cosine * second;
      }
      matrix[p * n + q] = 0;
      matrix[q * n + p] = 0;
      rotateRows(vectors, p * n, q * n, new double[] {cosine, sine});
    }

    private void rotateRows(double[] rows, int p, int q, double[] rotation) {
      double cosine = rotation[0];
      double sine = rotation[1];
      for (int i = 0; i < n; i++) {
        double first = rows[p + i];
        double second = rows[q + i];
        rows[p + i] = cosine * first - sine * second;
        rows[q + i] = sine * first + cosine * second;
      }
    }
  }
}
