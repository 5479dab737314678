package org.polysome.metric.regression;

import java.util.Arrays;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;

/**
 * One or several numbers for each cell: what they explain is what a linear function of them does.
 *
 * @param values (variables, cells), finite
 */
public record Numbers(DenseMatrix values) implements Covariate {

  /** What is left of a variable below this share of its size is rounding error. */
  private static final double DEPENDENT = 1e-12;

  /** Checks that all are finite. */
  public Numbers {
    for (double value : values.values()) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a covariate is " + value);
      }
    }
  }

  /** A single number for each cell. */
  public static Numbers of(double... values) {
    return new Numbers(new DenseMatrix(1, values.length, values));
  }

  @Override
  public int cells() {
    return values.columns();
  }

  @Override
  public boolean constant() {
    for (double value : basis().values()) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public double explainedSquares(RowOperator rows) {
    double[] means = rows.means();
    DenseMatrix basis = basis();
    DenseMatrix shares = rows.turnedTimes(basis.transposed());
    double explained = 0;
    for (int variable = 0; variable < basis.rows(); variable++) {
      double sum = dot(basis, variable, ones());
      for (int column = 0; column < means.length; column++) {
        double share = shares.get(column, variable) - means[column] * sum;
        explained += share * share;
      }
    }
    return explained;
  }

  private double[] ones() {
    double[] ones = new double[cells()];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Orthonormal rows that span the centred variables; a dependent one is zero. */
  private DenseMatrix basis() {
    int cells = cells();
    DenseMatrix basis = new DenseMatrix(values.rows(), cells, values.values().clone());
    for (int variable = 0; variable < basis.rows(); variable++) {
      double size = Math.sqrt(dot(basis, variable, basis.row(variable)));
      // Twice, because the first pass leaves rounding errors of the size of what it takes.
      for (int pass = 0; pass < 2; pass++) {
        subtract(basis, variable, ones(), dot(basis, variable, ones()) / cells);
        for (int before = 0; before < variable; before++) {
          double[] other = basis.row(before);
          subtract(basis, variable, other, dot(basis, variable, other));
        }
      }
      double left = Math.sqrt(dot(basis, variable, basis.row(variable)));
      scale(basis, variable, left <= DEPENDENT * size ? 0 : 1 / left);
    }
    return basis;
  }

  private static void scale(DenseMatrix matrix, int row, double scale) {
    for (int i = row * matrix.columns(); i < (row + 1) * matrix.columns(); i++) {
      matrix.values()[i] *= scale;
    }
  }

  private static double dot(DenseMatrix matrix, int row, double[] other) {
    double sum = 0;
    for (int i = 0; i < other.length; i++) {
      sum += matrix.get(row, i) * other[i];
    }
    return sum;
  }

  private static void subtract(DenseMatrix matrix, int row, double[] other, double scale) {
    for (int i = 0; i < other.length; i++) {
      matrix.values()[row * other.length + i] -= scale * other[i];
    }
  }
}
