package org.polysome.metric.perturbation.prediction;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * Whether predicted means lie among the real cells of a perturbation (GEARS).
 *
 * @param predicted a mean for each of some genes
 * @param cells real expression (cells, the same genes), at least one cell
 */
public record CellSpread(double[] predicted, DenseMatrix cells) {

  /** Checks the number of genes. */
  public CellSpread {
    if (predicted.length != cells.columns() || cells.rows() == 0) {
      throw new IllegalArgumentException(
          predicted.length + " genes, " + cells.rows() + " x " + cells.columns() + " cells");
    }
  }

  /**
   * The share of genes whose prediction lies between two quantiles of the cells, which are
   * interpolated linearly; 0 and 1 are the smallest and the largest value.
   */
  public Measurement between(double low, double high) {
    if (predicted.length == 0) {
      return Measurement.none(Status.NOT_AVAILABLE);
    }
    long inside =
        IntStream.range(0, predicted.length)
            .filter(
                gene -> {
                  double[] sorted = Arrays.stream(column(gene)).sorted().toArray();
                  return predicted[gene] >= quantile(sorted, low)
                      && predicted[gene] <= quantile(sorted, high);
                })
            .count();
    return Measurement.of((double) inside / predicted.length);
  }

  /**
   * How many population standard deviations each prediction is from the mean of the cells, for the
   * genes that vary among them, in their order.
   */
  public double[] deviations() {
    return IntStream.range(0, predicted.length).boxed().flatMapToDouble(this::deviation).toArray();
  }

  private DoubleStream deviation(int gene) {
    double[] column = column(gene);
    double mean = Arrays.stream(column).sum() / column.length;
    double squares = Arrays.stream(column).map(value -> (value - mean) * (value - mean)).sum();
    double deviation = Math.sqrt(squares / column.length);
    return Arrays.stream(column).allMatch(value -> value == column[0])
        ? DoubleStream.empty()
        : DoubleStream.of(Math.abs(predicted[gene] - mean) / deviation);
  }

  private double[] column(int gene) {
    return IntStream.range(0, cells.rows()).mapToDouble(cell -> cells.get(cell, gene)).toArray();
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
