package org.polysome.graph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.polysome.random.Seeds;

/**
 * The eigenpairs of largest magnitude of a sparse symmetric matrix by Lanczos steps whose vectors
 * are made orthogonal to all before (Golub and Van Loan, Matrix Computations, section 10.3). The
 * same matrix and seed give the same bits at any number of threads.
 *
 * <p>One start finds one vector of a repeated eigenvalue, until the space that it spans is used up
 * or rounding brings the others in. A graph in several components, where 1 repeats, is therefore
 * better taken apart before.
 */
final class Lanczos {

  /** What is left of an eigenvector's error, as a share of the largest eigenvalue. */
  private static final double TOLERANCE = 1e-12;

  /** A vector that is shorter after it was made orthogonal was in the space already. */
  private static final double EXHAUSTED = 1e-12;

  /** Rows that are taken together; their number must not depend on the machine. */
  private static final int BLOCK = 4096;

  private final WeightedGraph matrix;
  private final double[][] basis;
  private final double[] diagonal;
  private final double[] beside;
  private final RandomGenerator random;

  private Lanczos(WeightedGraph matrix, int most, long seed) {
    this.matrix = matrix;
    basis = new double[most][];
    diagonal = new double[most];
    beside = new double[most];
    random = Seeds.generator(seed, Seeds.of("lanczos"));
  }

  /**
   * The pairs.
   *
   * @param values largest magnitude first
   * @param vectors one unit vector for each value
   */
  record Pairs(double[] values, double[][] vectors) {}

  /**
   * Decomposes.
   *
   * @param matrix with zeros on its diagonal
   * @param k how many pairs, at most as many as rows
   */
  static Pairs of(WeightedGraph matrix, int k, long seed) {
    int n = matrix.nodes();
    if (k < 1 || k > n) {
      throw new IllegalArgumentException(k + " eigenvectors of " + n + " rows");
    }
    Lanczos lanczos = new Lanczos(matrix, n, seed);
    int size = 0;
    for (int wanted = Math.min(n, 2 * k + 20); ; wanted = Math.min(n, wanted + wanted / 2)) {
      size = lanczos.grow(size, wanted);
      Tridiagonal ritz =
          Tridiagonal.of(
              Arrays.copyOf(lanczos.diagonal, size), Arrays.copyOf(lanczos.beside, size - 1));
      int[] chosen = largest(ritz, k);
      if (size == n || lanczos.converged(ritz, chosen)) {
        return lanczos.pairs(ritz, chosen);
      }
    }
  }

  /** Adds vectors until there are so many. */
  private int grow(int from, int until) {
    if (from == 0) {
      basis[0] = fresh(0);
    }
    for (int j = from; j < until; j++) {
      double[] next = times(basis[j]);
      diagonal[j] = dot(next, basis[j]);
      double length = orthogonal(next, j + 1);
      if (j + 1 == basis.length) {
        break;
      }
      if (length > EXHAUSTED) {
        beside[j] = length;
        basis[j + 1] = next;
      } else {
        beside[j] = 0;
        basis[j + 1] = fresh(j + 1);
      }
    }
    return until;
  }

  private double[] fresh(int size) {
    double length = 0;
    double[] vector = new double[matrix.nodes()];
    while (length <= EXHAUSTED) {
      Arrays.setAll(vector, i -> random.nextGaussian());
      length = orthogonal(vector, size);
    }
    return vector;
  }

  /** Makes a vector orthogonal to the first of the basis and of length 1; gives its length. */
  private double orthogonal(double[] vector, int size) {
    for (int pass = 0; pass < 2; pass++) {
      double[] shares = new double[size];
      IntStream.range(0, size).parallel().forEach(i -> shares[i] = dot(vector, basis[i]));
      IntStream.range(0, blocks(vector.length))
          .parallel()
          .forEach(block -> subtract(vector, shares, block));
    }
    double length = Math.sqrt(dot(vector, vector));
    if (length > EXHAUSTED) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] /= length;
      }
    }
    return length;
  }

  private static int blocks(int length) {
    return (length + BLOCK - 1) / BLOCK;
  }

  private void subtract(double[] vector, double[] shares, int block) {
    int until = Math.min(vector.length, (block + 1) * BLOCK);
    for (int j = 0; j < shares.length; j++) {
      double share = shares[j];
      double[] other = basis[j];
      for (int i = block * BLOCK; i < until; i++) {
        vector[i] -= share * other[i];
      }
    }
  }

  private double[] times(double[] vector) {
    double[] product = new double[vector.length];
    IntStream.range(0, blocks(vector.length))
        .parallel()
        .forEach(
            block -> {
              int until = Math.min(vector.length, (block + 1) * BLOCK);
              for (int row = block * BLOCK; row < until; row++) {
                double sum = 0;
                for (int i = matrix.offsets()[row]; i < matrix.offsets()[row + 1]; i++) {
                  sum += matrix.weights()[i] * vector[matrix.neighbors()[i]];
                }
                product[row] = sum;
              }
            });
    return product;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static int[] largest(Tridiagonal ritz, int k) {
    return IntStream.range(0, ritz.values().length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(ritz.values()[i])))
        .mapToInt(Integer::intValue)
        .limit(k)
        .toArray();
  }

  private boolean converged(Tridiagonal ritz, int[] chosen) {
    int last = ritz.values().length - 1;
    double allowed = TOLERANCE * Math.abs(ritz.values()[chosen[0]]);
    return IntStream.of(chosen)
        .allMatch(i -> Math.abs(beside[last] * ritz.vectors().get(i, last)) <= allowed);
  }

  private Pairs pairs(Tridiagonal ritz, int[] chosen) {
    double[][] vectors = new double[chosen.length][matrix.nodes()];
    IntStream.range(0, chosen.length)
        .parallel()
        .forEach(
            i -> {
              for (int j = 0; j < ritz.values().length; j++) {
                double share = ritz.vectors().get(chosen[i], j);
                for (int row = 0; row < matrix.nodes(); row++) {
                  vectors[i][row] += share * basis[j][row];
                }
              }
            });
    return new Pairs(IntStream.of(chosen).mapToDouble(i -> ritz.values()[i]).toArray(), vectors);
  }
}
