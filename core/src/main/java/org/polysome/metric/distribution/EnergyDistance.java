package org.polysome.metric.distribution;

import java.util.function.Function;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * The energy distance of two populations, 2 E|x - y| - E|x - x'| - E|y - y'| (Székely and Rizzo).
 * Projects differ in what they mean by it, and their numbers must not be compared.
 */
public enum EnergyDistance {
  /** Euclidean, pairs of a cell with itself counted: cell-eval, and EFAAR_benchmarking. */
  V_STATISTIC(false, false),
  /** Euclidean, pairs of different cells only: pertpy's direct call. */
  U_STATISTIC(false, true),
  /** Squared Euclidean, pairs of a cell with itself counted: scperturb. */
  SQUARED_EUCLIDEAN(true, false);

  private final boolean squared;
  private final boolean different;

  EnergyDistance(boolean squared, boolean different) {
    this.squared = squared;
    this.different = different;
  }

  /**
   * The distance of two populations; no value where one has too few cells: none, or one where only
   * pairs of different cells count.
   *
   * @param first (cells, dimensions)
   * @param second (cells, dimensions)
   * @throws IllegalArgumentException if the dimensions differ or a coordinate is not finite
   */
  public Measurement between(DenseMatrix first, DenseMatrix second) {
    return to(second).apply(first);
  }

  /**
   * The distances of many populations to one, whose own pairs are measured once.
   *
   * @param reference (cells, dimensions)
   */
  public Function<DenseMatrix, Measurement> to(DenseMatrix reference) {
    int needed = different ? 2 : 1;
    double own = reference.rows() < needed ? 0 : within(reference);
    return cells -> {
      PairMeans.check(cells, reference);
      if (Math.min(cells.rows(), reference.rows()) < needed) {
        return Measurement.none(Status.TOO_FEW_CELLS);
      }
      double between = PairMeans.of(cells, reference, this::distance);
      return Measurement.of(2 * between - within(cells) - own);
    };
  }

  private double within(DenseMatrix cells) {
    double mean = PairMeans.of(cells, cells, this::distance);
    double n = cells.rows();
    return different ? mean * n / (n - 1) : mean;
  }

  private double distance(double squaredDistance) {
    return squared ? squaredDistance : Math.sqrt(squaredDistance);
  }
}
