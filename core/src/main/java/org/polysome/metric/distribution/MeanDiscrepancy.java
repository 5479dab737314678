package org.polysome.metric.distribution;

import org.polysome.matrix.ColumnMeans;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * The squared maximum mean discrepancy of two populations, biased: the mean kernel within the
 * first, plus within the second, minus twice that between them (Gretton et al., 2012; pertpy 1.2).
 */
public final class MeanDiscrepancy {

  private MeanDiscrepancy() {}

  /**
   * With the linear kernel x·y, which is the squared distance of the means; no value where a
   * population has no cell.
   *
   * @param first (cells, dimensions)
   * @param second (cells, dimensions)
   * @throws IllegalArgumentException if the dimensions differ or a coordinate is not finite
   */
  public static Measurement linear(DenseMatrix first, DenseMatrix second) {
    PairMeans.check(first, second);
    if (Math.min(first.rows(), second.rows()) == 0) {
      return Measurement.none(Status.TOO_FEW_CELLS);
    }
    double[] one = ColumnMeans.of(first);
    double[] other = ColumnMeans.of(second);
    double sum = 0;
    for (int column = 0; column < one.length; column++) {
      double difference = one[column] - other[column];
      sum += difference * difference;
    }
    return Measurement.of(sum);
  }

  /**
   * With the radial kernel exp(-gamma |x - y|²).
   *
   * @param gamma pertpy's default is 1, scikit-learn's 1 over the dimensions; above 0
   */
  public static Measurement radial(DenseMatrix first, DenseMatrix second, double gamma) {
    PairMeans.check(first, second);
    if (!(gamma > 0) || Double.isInfinite(gamma)) {
      throw new IllegalArgumentException("gamma is " + gamma);
    }
    if (Math.min(first.rows(), second.rows()) == 0) {
      return Measurement.none(Status.TOO_FEW_CELLS);
    }
    return Measurement.of(
        PairMeans.of(first, first, squared -> Math.exp(-gamma * squared))
            + PairMeans.of(second, second, squared -> Math.exp(-gamma * squared))
            - 2 * PairMeans.of(first, second, squared -> Math.exp(-gamma * squared)));
  }
}
