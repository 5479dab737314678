package org.polysome.suite.baseline;

import java.util.Arrays;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;

/**
 * Ridge PCA: scores times {@code sqrt(d) / (d + a)}, where d is the variance along a component and
 * a the mean variance along the directions that are left out: {@link org.polysome.model.RidgePca},
 * fitted on the spot.
 *
 * @param components of expression
 */
public record RidgeComponents(FittedComponents components) implements Baseline {

  @Override
  public String name() {
    return "ridge_pca";
  }

  @Override
  public DenseMatrix embed(int[] fitted) {
    FittedComponents.Fit fit = components.on(fitted);
    double ridge = leftOut(fit.variance(), fitted);
    int columns = fit.scores().columns();
    double[] scaled = fit.scores().values().clone();
    for (int i = 0; i < scaled.length; i++) {
      double variance = fit.variance()[i % columns];
      scaled[i] *= Math.sqrt(variance) / (variance + ridge);
    }
    return new DenseMatrix(fit.scores().rows(), columns, scaled);
  }

  private double leftOut(double[] kept, int[] fitted) {
    double left = total(fitted);
    for (double variance : kept) {
      left -= variance;
    }
    int genes = components.values().columns();
    return genes > kept.length ? Math.max(0, left) / (genes - kept.length) : 0;
  }

  /** The variance of some cells over all genes together. */
  private double total(int[] fitted) {
    double[] squares = RowOperator.of(components.values(), fitted).squares();
    return Arrays.stream(squares).sum() / (fitted.length - 1);
  }
}
