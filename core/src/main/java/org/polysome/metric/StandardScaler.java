package org.polysome.metric;

import java.util.Arrays;
import org.polysome.matrix.ColumnMeans;
import org.polysome.matrix.DenseMatrix;

/**
 * Moves each dimension to mean 0 and population standard deviation 1, both learnt from some cells;
 * one that is constant there is only moved.
 *
 * @param means one for each dimension
 * @param deviations one for each dimension, 1 where it is constant
 */
public record StandardScaler(double[] means, double[] deviations) {

  /** A variance below this share of the squared mean is rounding error. */
  private static final double CONSTANT = 1e-24;

  /** Learns from the rows of a matrix (cells, dimensions), at least one. */
  public static StandardScaler fit(DenseMatrix points) {
    int columns = points.columns();
    double[] means = ColumnMeans.of(points);
    // What rounding left in the means: with many cells, more than a constant dimension may vary.
    double[] left = new double[columns];
    double[] deviations = new double[columns];
    for (int i = 0; i < points.values().length; i++) {
      double difference = points.values()[i] - means[i % columns];
      left[i % columns] += difference / points.rows();
      deviations[i % columns] += difference * difference / points.rows();
    }
    for (int column = 0; column < columns; column++) {
      double variance = deviations[column] - left[column] * left[column];
      means[column] += left[column];
      boolean constant = variance <= CONSTANT * means[column] * means[column];
      deviations[column] = constant ? 1 : Math.sqrt(variance);
    }
    return new StandardScaler(means, deviations);
  }

  /** One that only moves each dimension to mean 0. */
  public static StandardScaler centring(DenseMatrix points) {
    return moving(ColumnMeans.of(points));
  }

  /** One that changes nothing. */
  public static StandardScaler none(int columns) {
    return moving(new double[columns]);
  }

  private static StandardScaler moving(double[] means) {
    double[] ones = new double[means.length];
    Arrays.fill(ones, 1);
    return new StandardScaler(means, ones);
  }

  /** A scaled copy. */
  public DenseMatrix scale(DenseMatrix points) {
    int columns = points.columns();
    double[] scaled = new double[points.values().length];
    for (int i = 0; i < scaled.length; i++) {
      int column = i % columns;
      scaled[i] = (points.values()[i] - means[column]) / deviations[column];
    }
    return new DenseMatrix(points.rows(), columns, scaled);
  }
}
