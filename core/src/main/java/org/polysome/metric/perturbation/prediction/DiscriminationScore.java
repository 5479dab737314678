package org.polysome.metric.perturbation.prediction;

import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;

/**
 * Whether a predicted change is nearer to that of its own perturbation than to those of others: 1 -
 * rank / n, the rank from 0 among the distances to all n real changes. 1 is best, 1 / n worst, (n +
 * 1) / 2n by chance. As cell-eval since 0.6.0, with signed changes; before, sizes were compared and
 * numbers differ. Of equal distances the earlier row comes first; there the order is arbitrary.
 */
public enum DiscriminationScore {
  /** By the sum of absolute differences. */
  L1,
  /** By the Euclidean distance. */
  L2,
  /** By one minus the cosine, which is 0 where a change has no length. */
  COSINE;

  /** A perturbation whose target is not among the genes. */
  public static final int NO_TARGET = -1;

  /**
   * The score of each perturbation.
   *
   * @param predicted changes (perturbations, genes)
   * @param real changes (perturbations, genes)
   * @param targets the gene that each perturbation is named after, which is left out of all its
   *     comparisons, or {@link #NO_TARGET}
   */
  public double[] of(DenseMatrix predicted, DenseMatrix real, int[] targets) {
    if (predicted.rows() != real.rows()
        || predicted.columns() != real.columns()
        || targets.length != real.rows()) {
      throw new IllegalArgumentException(
          "%d x %d predicted, %d x %d real, %d targets"
              .formatted(
                  predicted.rows(),
                  predicted.columns(),
                  real.rows(),
                  real.columns(),
                  targets.length));
    }
    return IntStream.range(0, real.rows())
        .parallel()
        .mapToDouble(row -> 1 - (double) rank(predicted, real, row, targets[row]) / real.rows())
        .toArray();
  }

  private int rank(DenseMatrix predicted, DenseMatrix real, int row, int target) {
    double own = distance(predicted, row, real, row, target);
    int rank = 0;
    for (int other = 0; other < real.rows(); other++) {
      double distance = distance(predicted, row, real, other, target);
      rank += distance < own || (distance == own && other < row) ? 1 : 0;
    }
    return rank;
  }

  private double distance(DenseMatrix predicted, int row, DenseMatrix real, int other, int target) {
    int genes = real.columns();
    double[] sums = new double[3];
    for (int gene = 0; gene < genes; gene++) {
      if (gene != target) {
        double a = predicted.values()[row * genes + gene];
        double b = real.values()[other * genes + gene];
        add(a, b, sums);
      }
    }
    return switch (this) {
      case L1 -> sums[0];
      case L2 -> Math.sqrt(sums[0]);
      case COSINE -> 1 - sums[0] / Math.max(Double.MIN_NORMAL, Math.sqrt(sums[1] * sums[2]));
    };
  }

  private void add(double a, double b, double[] sums) {
    switch (this) {
      case L1 -> sums[0] += Math.abs(a - b);
      case L2 -> sums[0] += (a - b) * (a - b);
      case COSINE -> {
        sums[0] += a * b;
        sums[1] += a * a;
        sums[2] += b * b;
      }
    }
  }
}
