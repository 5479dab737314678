package org.polysome.graph.spectral;

import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.polysome.graph.WeightedGraph;
import org.polysome.matrix.DenseMatrix;
import org.polysome.random.Seeds;

/**
 * The eigenpairs of largest magnitude of a sparse symmetric matrix by Lanczos steps whose vectors
 * are made orthogonal to all before (Golub and Van Loan, Matrix Computations, section 10.3), and
 * which start again from the best directions where the vectors would be too many (Wu and Simon
 * 2000). The same matrix and seed give the same bits at any number of threads.
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

  /** Numbers that the vectors may have together, unless the pairs asked for need more. */
  private static final int MOST_NUMBERS = 1 << 26;

  private static final int MOST_RESTARTS = 30;

  private final WeightedGraph matrix;
  private final double[][] basis;
  private final double[] diagonal;
  private final double[] beside;
  private final RandomGenerator random;

  /** Directions kept at the last restart, each coupled with the first vector after them. */
  private double[] couplings = new double[0];

  private Lanczos(WeightedGraph matrix, int most, long seed) {
    this.matrix = matrix;
    basis = new double[Math.min(most + 1, matrix.nodes())][];
    diagonal = new double[most];
    beside = new double[most];
    random = Seeds.generator(seed, Seeds.of("lanczos"));
  }

  /**
   * The pairs.
   *
   * @param values largest magnitude first
   * @param vectors one unit vector for each value
   * @param residual the largest length of the matrix times a vector less its value times it
   */
  record Pairs(double[] values, double[][] vectors, double residual) {}

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
    int limit = Math.min(n, Math.max(2 * k + 20, Math.min(6 * k + 200, MOST_NUMBERS / n)));
    return new Lanczos(matrix, limit, seed).pairs(k, limit);
  }

  private Pairs pairs(int k, int limit) {
    int size = 0;
    int restarts = 0;
    int wanted = Math.min(limit, 2 * k + 20);
    while (true) {
      size = grow(size, wanted);
      Ritz ritz = ritz(size);
      double residual = residual(ritz, k);
      if (residual <= TOLERANCE * Math.abs(ritz.values[0]) || restarts == MOST_RESTARTS) {
        return new Pairs(Arrays.copyOf(ritz.values, k), combined(ritz, k), residual);
      }
      if (size == limit) {
        size = restart(ritz, k + (limit - k) / 2);
        restarts++;
      }
      wanted = Math.min(limit, wanted + wanted / 2);
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

  /** The pairs of the matrix as the basis sees it, largest magnitude first, vectors in rows. */
  private record Ritz(double[] values, DenseMatrix vectors) {}

  private Ritz ritz(int size) {
    if (couplings.length == 0) {
      double[] off = Arrays.copyOf(beside, size - 1);
      Tridiagonal small = Tridiagonal.of(Arrays.copyOf(diagonal, size), off);
      return sorted(small.values(), small.vectors());
    }
    DenseMatrix seen = DenseMatrix.zeros(size, size);
    for (int i = 0; i < size; i++) {
      int other = Math.max(i + 1, couplings.length);
      seen.values()[i * size + i] = diagonal[i];
      if (other < size) {
        double coupling = i < couplings.length ? couplings[i] : beside[i];
        seen.values()[i * size + other] = coupling;
        seen.values()[other * size + i] = coupling;
      }
    }
    SymmetricEigen small = SymmetricEigen.of(seen);
    return sorted(small.values(), small.vectors());
  }

  private static Ritz sorted(double[] values, DenseMatrix vectors) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(values[i])))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Ritz(
        IntStream.of(order).mapToDouble(i -> values[i]).toArray(), vectors.select(order));
  }

  private double residual(Ritz ritz, int k) {
    int last = ritz.values.length - 1;
    if (last + 1 == matrix.nodes()) {
      return 0;
    }
    return IntStream.range(0, k)
        .mapToDouble(i -> Math.abs(beside[last] * ritz.vectors.get(i, last)))
        .max()
        .orElse(0);
  }

  /** Keeps the best directions and the vector after the last; gives how many directions. */
  private int restart(Ritz ritz, int kept) {
    int last = ritz.values.length - 1;
    double[][] directions = combined(ritz, kept);
    double[] next = basis[last + 1];
    couplings = new double[kept];
    for (int i = 0; i < kept; i++) {
      basis[i] = directions[i];
      diagonal[i] = ritz.values[i];
      couplings[i] = beside[last] * ritz.vectors.get(i, last);
    }
    basis[kept] = next;
    return kept;
  }

  /** The first Ritz vectors in the space of the matrix. */
  private double[][] combined(Ritz ritz, int count) {
    double[][] vectors = new double[count][matrix.nodes()];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              for (int j = 0; j < ritz.values.length; j++) {
                double share = ritz.vectors.get(i, j);
                for (int row = 0; row < matrix.nodes(); row++) {
                  vectors[i][row] += share * basis[j][row];
                }
              }
            });
    return vectors;
  }
}
