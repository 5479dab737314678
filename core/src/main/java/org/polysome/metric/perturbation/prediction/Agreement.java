package org.polysome.metric.perturbation.prediction;

import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.statistics.Correlation;

/** How well one profile agrees with another, over genes. */
public enum Agreement {
  /** Pearson's correlation, higher is better. */
  PEARSON,
  /** Spearman's correlation, higher is better. */
  SPEARMAN,
  /** The mean squared difference, lower is better. */
  MEAN_SQUARED_ERROR,
  /** The mean absolute difference, lower is better. */
  MEAN_ABSOLUTE_ERROR;

  /**
   * Compares two profiles of the same genes.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public Measurement of(double[] predicted, double[] real) {
    if (predicted.length != real.length) {
      throw new IllegalArgumentException(predicted.length + " and " + real.length + " genes");
    }
    return switch (this) {
      case PEARSON -> Correlation.pearson(predicted, real);
      case SPEARMAN -> Correlation.spearman(predicted, real);
      case MEAN_SQUARED_ERROR, MEAN_ABSOLUTE_ERROR -> error(predicted, real);
    };
  }

  private Measurement error(double[] predicted, double[] real) {
    if (real.length == 0) {
      return Measurement.none(Status.TOO_FEW_CELLS);
    }
    double sum = 0;
    for (int gene = 0; gene < real.length; gene++) {
      double difference = Math.abs(predicted[gene] - real[gene]);
      sum += this == MEAN_SQUARED_ERROR ? difference * difference : difference;
    }
    return Measurement.of(sum / real.length);
  }
}
