package org.polysome.suite.baseline;

import org.polysome.matrix.DenseMatrix;

/**
 * The first principal components of expression.
 *
 * @param name {@code pca}, or of a sweep {@code pca_N}
 * @param components those they are cut from
 * @param count how many
 */
public record Components(String name, FittedComponents components, int count) implements Baseline {

  @Override
  public DenseMatrix embed(int[] fitted) {
    return components.on(fitted).first(count);
  }
}
