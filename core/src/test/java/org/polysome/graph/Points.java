package org.polysome.graph;

import java.util.Arrays;
import java.util.Random;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;

/** Seeded points for tests. */
public final class Points {

  private Points() {}

  /** Independent normal coordinates. */
  public static DenseMatrix normal(int rows, int columns, long seed) {
    Random random = new Random(seed);
    DenseMatrix points = DenseMatrix.zeros(rows, columns);
    Arrays.setAll(points.values(), i -> random.nextGaussian());
    return points;
  }

  /** Small whole numbers, so that many distances are equal and many points are the same. */
  public static DenseMatrix lattice(int rows, int columns, long seed) {
    Random random = new Random(seed);
    DenseMatrix points = DenseMatrix.zeros(rows, columns);
    Arrays.setAll(points.values(), i -> random.nextInt(3));
    return points;
  }

  /** Normal points around centres that are far apart; point i belongs to centre i mod centres. */
  public static DenseMatrix clusters(int rows, int columns, int centres) {
    DenseMatrix points = normal(rows, columns, 5);
    for (int row = 0; row < rows; row++) {
      points.values()[row * columns + row % centres] += 12;
    }
    return points;
  }

  /** The same numbers without the zeros. */
  public static CsrMatrix sparse(DenseMatrix dense) {
    CsrBuilder builder = new CsrBuilder(dense.columns(), 16);
    for (int row = 0; row < dense.rows(); row++) {
      for (int column = 0; column < dense.columns(); column++) {
        builder.add(column, (float) dense.get(row, column));
      }
      builder.endRow();
    }
    return builder.build();
  }
}
