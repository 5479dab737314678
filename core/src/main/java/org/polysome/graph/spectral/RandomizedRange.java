package org.polysome.graph.spectral;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;
import org.polysome.random.Seeds;

/**
 * Leading components of wide data by random projection and subspace iteration (Halko, Martinsson
 * and Tropp, 2011, algorithms 4.4 and 5.1).
 *
 * @param seed of the random start
 */
record RandomizedRange(long seed) {

  /** Directions beyond those asked for, which carry the error. */
  private static final int OVERSAMPLING = 10;

  /** Rounds of subspace iteration. */
  private static final int ROUNDS = 4;

  Pca fit(CentredRows rows, int k) {
    int width = Math.min(k + OVERSAMPLING, Math.min(rows.rowCount(), rows.columns()));
    DenseMatrix range = orthonormal(rows.times(start(rows.columns(), width)));
    for (int round = 0; round < ROUNDS; round++) {
      range = orthonormal(rows.times(orthonormal(rows.turnedTimes(range))));
    }
    DenseMatrix small = rows.turnedTimes(range);
    var eigen = SymmetricEigen.of(MatrixProduct.multiply(small.transposed(), small));
    DenseMatrix directions = MatrixProduct.multiply(eigen.vectors(), small.transposed());
    normalise(directions);
    return Pca.of(rows.mean(), rows.rowCount(), directions, Arrays.copyOf(eigen.values(), k));
  }

  private DenseMatrix start(int rows, int columns) {
    RandomGenerator random = Seeds.generator(seed, Seeds.of("pca"));
    DenseMatrix start = DenseMatrix.zeros(rows, columns);
    Arrays.setAll(start.values(), i -> random.nextGaussian());
    return start;
  }

  private static void normalise(DenseMatrix directions) {
    int columns = directions.columns();
    for (int row = 0; row < directions.rows(); row++) {
      scaleToUnit(directions.values(), row * columns, columns);
    }
  }

  /** Orthonormal columns by Gram-Schmidt, twice; a column that vanishes stays zero. */
  static DenseMatrix orthonormal(DenseMatrix columns) {
    DenseMatrix vectors = columns.transposed();
    double[] values = vectors.values();
    int length = vectors.columns();
    for (int i = 0; i < vectors.rows(); i++) {
      double before = scaleToUnit(values, i * length, length);
      for (int pass = 0; pass < 2 && before > 0; pass++) {
        for (int j = 0; j < i; j++) {
          subtractShare(values, i * length, j * length, length);
        }
        double left = scaleToUnit(values, i * length, length);
        if (left < 1e-12) {
          Arrays.fill(values, i * length, (i + 1) * length, 0);
        }
      }
    }
    return vectors.transposed();
  }

  private static void subtractShare(double[] values, int vector, int other, int length) {
    double share = 0;
    for (int i = 0; i < length; i++) {
      share += values[vector + i] * values[other + i];
    }
    for (int i = 0; i < length; i++) {
      values[vector + i] -= share * values[other + i];
    }
  }

  private static double scaleToUnit(double[] values, int from, int length) {
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += values[i] * values[i];
    }
    double norm = Math.sqrt(sum);
    for (int i = from; norm > 0 && i < from + length; i++) {
      values[i] /= norm;
    }
    return norm;
  }
}
