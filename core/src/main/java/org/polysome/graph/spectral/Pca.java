package org.polysome.graph.spectral;

import java.util.Arrays;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;

/**
 * Fitted principal components. The sign of each is such that its entry of largest size is positive.
 *
 * @param mean what was subtracted, one for each column
 * @param components (k, d), unit rows by falling variance
 * @param variance the sample variance (n - 1) along each
 */
public record Pca(double[] mean, DenseMatrix components, double[] variance) {

  /** Columns up to which the covariance is decomposed exactly; beyond, by random projection. */
  public static final int EXACT_COLUMNS = 256;

  private static final double FLAT = 1e-12;

  /**
   * Fits the first components. With up to {@link #EXACT_COLUMNS} columns they come from the
   * covariance matrix; with more, from {@link RandomizedRange}, whose last components are accurate
   * only where their variance stands out from what follows.
   *
   * @param rows the data (n, d), n at least 2
   * @param k how many components; fewer come back where the data have fewer
   * @param seed of the random projection; unused where the fit is exact
   */
  public static Pca fit(RowOperator rows, int k, long seed) {
    if (rows.rows() < 2 || k < 1) {
      throw new IllegalArgumentException(k + " components of " + rows.rows() + " rows");
    }
    int most = Math.min(k, Math.min(rows.rows() - 1, rows.columns()));
    return rows.columns() <= EXACT_COLUMNS
        ? exact(rows, k)
        : new RandomizedRange(seed).fit(new CentredRows(rows, rows.means()), most);
  }

  /**
   * Fits the first components from the covariance matrix, however many columns there are: all
   * components are accurate, at a cost that grows with the third power of the columns.
   *
   * @param rows the data (n, d), n at least 2
   * @param k how many components; fewer come back where the data have fewer
   */
  public static Pca exact(RowOperator rows, int k) {
    if (rows.rows() < 2 || k < 1) {
      throw new IllegalArgumentException(k + " components of " + rows.rows() + " rows");
    }
    var centred = new CentredRows(rows, rows.means());
    int most = Math.min(k, Math.min(rows.rows() - 1, rows.columns()));
    int d = centred.columns();
    DenseMatrix everything = centred.times(DenseMatrix.identity(d));
    DenseMatrix covariance = centred.turnedTimes(everything);
    var eigen = SymmetricEigen.of(covariance);
    return of(
        centred.mean(), centred.rowCount(), eigen.vectors(), Arrays.copyOf(eigen.values(), most));
  }

  /** Components from directions (at least k, d) and their sums of squares, flat ones left out. */
  static Pca of(double[] mean, int rows, DenseMatrix directions, double[] squares) {
    int kept = 0;
    while (kept < squares.length && squares[kept] > FLAT * squares[0]) {
      kept++;
    }
    DenseMatrix components = directions.rows(0, kept);
    double[] variance = new double[kept];
    for (int i = 0; i < kept; i++) {
      variance[i] = squares[i] / (rows - 1);
      turn(components, i);
    }
    return new Pca(mean, components, variance);
  }

  private static void turn(DenseMatrix components, int row) {
    double[] values = components.values();
    int from = row * components.columns();
    int until = from + components.columns();
    double extreme = 0;
    for (int i = from; i < until; i++) {
      extreme = Math.abs(values[i]) > Math.abs(extreme) ? values[i] : extreme;
    }
    for (int i = from; extreme < 0 && i < until; i++) {
      values[i] = -values[i];
    }
  }

  /** The coordinates (n, k) of rows (n, d) along the components. */
  public DenseMatrix project(RowOperator rows) {
    return new CentredRows(rows, mean).times(components.transposed());
  }

  /** As {@link #project(RowOperator)} for a dense matrix, in plain Java. */
  public DenseMatrix project(DenseMatrix rows) {
    return project(RowOperator.of(rows));
  }
}
