package org.polysome.metric.perturbation.relation;

import java.util.List;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;
import org.polysome.metric.Measurement;
import org.polysome.metric.regression.Numbers;
import org.polysome.metric.regression.PrincipalRegression;
import org.polysome.random.Permutation;
import org.polysome.random.Seeds;

/**
 * How much of the variance of gene vectors follows from statistics of the genes' expression, such
 * as its mean: the vectors are regressed on the statistics with an intercept, and the explained sum
 * of squares over all dimensions is divided by the whole (TxFM, appendix A.5; over all principal
 * components it is the same number).
 *
 * @param vectors one row per gene (genes, dimensions)
 */
public record MomentsExplained(DenseMatrix vectors) {

  private static final long PURPOSE = Seeds.of("shuffled gene vectors");

  /**
   * The share that some statistics explain together, in [0, 1].
   *
   * @param statistics of each gene, each as long as there are genes
   * @return {@link org.polysome.metric.Status#CONSTANT} where the vectors or the statistics do not
   *     vary
   */
  public Measurement share(List<double[]> statistics) {
    var covariate = DenseMatrix.zeros(statistics.size(), vectors.rows());
    for (int i = 0; i < statistics.size(); i++) {
      double[] statistic = statistics.get(i);
      if (statistic.length != vectors.rows()) {
        throw new IllegalArgumentException(
            statistic.length + " numbers for " + vectors.rows() + " genes");
      }
      System.arraycopy(statistic, 0, covariate.values(), i * statistic.length, statistic.length);
    }
    return PrincipalRegression.all().explained(RowOperator.of(vectors), new Numbers(covariate));
  }

  /** The same vectors given to other genes at random: the null. */
  public MomentsExplained shuffled(long seed, int repeat) {
    int genes = vectors.rows();
    var order = new Permutation(genes, Seeds.of(PURPOSE, seed, repeat));
    int[] places = new int[genes];
    for (int gene = 0; gene < genes; gene++) {
      places[gene] = (int) order.at(gene);
    }
    return new MomentsExplained(vectors.select(places));
  }
}
