package org.polysome.suite.baseline;

import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;
import org.polysome.prepare.VariableGenes;

/**
 * The most variable genes as dimensions, found in the cells that it is fitted on.
 *
 * @param values log(1 + x) of library-size normalised counts (cells, genes)
 * @param thousands how many genes, in thousands
 */
public record VariableExpression(CsrMatrix values, int thousands) implements Baseline {

  private static final int THOUSAND = 1000;

  @Override
  public String name() {
    return "hvg_%dk".formatted(thousands);
  }

  @Override
  public DenseMatrix embed(int[] fitted) {
    return values.dense(VariableGenes.select(values, fitted, thousands * THOUSAND));
  }
}
