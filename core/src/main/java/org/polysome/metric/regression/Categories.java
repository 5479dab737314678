package org.polysome.metric.regression;

import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;
import org.polysome.metric.Groups;

/**
 * One of several categories for each cell: what it explains are the squares between categories, as
 * in an analysis of variance.
 *
 * @param groups the cells by category
 */
public record Categories(Groups groups) implements Covariate {

  @Override
  public int cells() {
    return groups.cells();
  }

  @Override
  public boolean constant() {
    return groups.count() < 2;
  }

  @Override
  public double explainedSquares(RowOperator rows) {
    double[] means = rows.means();
    DenseMatrix sums = rows.sums(groups.codes(), groups.sizes().length);
    double explained = 0;
    for (int group = 0; group < sums.rows(); group++) {
      int size = groups.sizes()[group];
      for (int column = 0; size > 0 && column < means.length; column++) {
        double distance = sums.get(group, column) / size - means[column];
        explained += size * distance * distance;
      }
    }
    return explained;
  }
}
