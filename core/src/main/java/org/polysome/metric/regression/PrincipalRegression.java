package org.polysome.metric.regression;

import org.polysome.graph.spectral.Pca;
import org.polysome.matrix.RowOperator;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * Principal component regression: the share of the variance of cells that a covariate explains, as
 * the mean over components of R2 weighted by their variance (Buettner et al., 2019; equation in
 * Luecken et al., 2022). A component's R2 times its variance is a sum of explained squares, and
 * these do not change when axes are turned: over all components no component is needed.
 *
 * @param components how many of the first components count; scib takes 50, scib-metrics all, which
 *     differ for embeddings of more than 50 dimensions
 * @param seed of the components where they are found by random projection ({@link Pca#fit})
 */
public record PrincipalRegression(int components, long seed) {

  /** scib's number of components. */
  public static final int SCIB_COMPONENTS = 50;

  /** A sum of squares below this share of that about zero is rounding error. */
  private static final double CONSTANT = 1e-28;

  /** An explained share that is rounding error. */
  private static final double NOTHING = 1e-14;

  /** Checks that there is a component. */
  public PrincipalRegression {
    if (components < 1) {
      throw new IllegalArgumentException(components + " components");
    }
  }

  /** Over all components, as in scib-metrics. */
  public static PrincipalRegression all() {
    return new PrincipalRegression(Integer.MAX_VALUE, 0);
  }

  /** Over the first 50 components, as in scib. */
  public static PrincipalRegression scib(long seed) {
    return new PrincipalRegression(SCIB_COMPONENTS, seed);
  }

  /**
   * The share that is explained, from 0 to 1.
   *
   * @param rows (cells, dimensions), finite
   * @return {@link Status#TOO_FEW_CELLS} for fewer than two, {@link Status#CONSTANT} where the
   *     cells or the covariate do not vary
   * @throws IllegalArgumentException if the covariate is of another number of cells
   */
  public Measurement explained(RowOperator rows, Covariate covariate) {
    if (rows.rows() != covariate.cells()) {
      throw new IllegalArgumentException(
          "a covariate of " + covariate.cells() + " cells for " + rows.rows());
    }
    if (rows.rows() < 2) {
      return Measurement.none(Status.TOO_FEW_CELLS);
    }
    if (covariate.constant() || constant(rows)) {
      return Measurement.none(Status.CONSTANT);
    }
    RowOperator counted = truncated(rows);
    double share = covariate.explainedSquares(counted) / sum(counted.squares());
    return Measurement.of(Math.clamp(share, 0, 1));
  }

  private RowOperator truncated(RowOperator rows) {
    if (components >= Math.min(rows.rows(), rows.columns())) {
      return rows;
    }
    Pca pca = Pca.fit(rows, components, seed);
    return RowOperator.of(pca.project(rows));
  }

  private static boolean constant(RowOperator rows) {
    double aboutZero = 0;
    for (double mean : rows.means()) {
      aboutZero += rows.rows() * mean * mean;
    }
    return sum(rows.squares()) <= CONSTANT * aboutZero;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /**
   * How much of what a covariate explained is gone: (before - after) / before, at least 0. It is 1
   * also where everything else is gone too.
   *
   * @return {@link Status#CONSTANT} where it explained nothing before
   */
  public static Measurement removed(Measurement before, Measurement after) {
    return change(before, after).map(change -> Math.max(0, -change));
  }

  /**
   * How much of what a covariate explained is still explained, neither less nor more: 1 - |after -
   * before| / before, at least 0.
   *
   * @return {@link Status#CONSTANT} where it explained nothing before
   */
  public static Measurement kept(Measurement before, Measurement after) {
    return change(before, after).map(change -> Math.max(0, 1 - Math.abs(change)));
  }

  /** The change as a share of what was there before. */
  private static Measurement change(Measurement before, Measurement after) {
    if (before.value().isEmpty() || after.value().isEmpty()) {
      return before.value().isEmpty() ? before : after;
    }
    double share = before.value().getAsDouble();
    return share <= NOTHING
        ? Measurement.none(Status.CONSTANT)
        : after.map(now -> (now - share) / share);
  }
}
