package org.polysome.suite;

import java.util.List;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;
import org.polysome.suite.baseline.Components;
import org.polysome.suite.baseline.FittedComponents;

/**
 * Log-normalised expression of the judged cells.
 *
 * @param values log(1 + x) of library-size normalised counts (cells, genes)
 * @param genes the name of each gene
 */
public record Expression(CsrMatrix values, List<String> genes) {

  /** Components of PCA where nothing else is said. */
  static final int COMPONENTS = 50;

  /** Copies the names, and checks that each gene has one. */
  public Expression {
    genes = List.copyOf(genes);
    if (genes.size() != values.columns()) {
      throw new IllegalArgumentException(genes.size() + " names of " + values.columns() + " genes");
    }
  }

  /** The first 50 principal components of all genes, fitted on some cells. */
  public DenseMatrix principalComponents(int[] fitted) {
    return new Components("pca", new FittedComponents(values, COMPONENTS), COMPONENTS)
        .embed(fitted);
  }
}
