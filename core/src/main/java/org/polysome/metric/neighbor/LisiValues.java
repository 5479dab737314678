package org.polysome.metric.neighbor;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.statistics.Order;

/**
 * The local inverse Simpson index of cells, and what is made of it.
 *
 * @param cells one number for each cell, from 1 to {@code groups}; -1 where the weights of a cell's
 *     neighbours vanish and {@link #LEFT_OUT} where it has none; none at all where there are too
 *     few neighbours for any cell
 * @param groups how many groups the cells are of
 */
public record LisiValues(double[] cells, int groups) {

  /** A cell that does not count. */
  public static final double LEFT_OUT = 0;

  /** The median over the cells that count; a vanished cell counts as -1, as in the references. */
  public Measurement median() {
    return measured(Order.median(counted()));
  }

  /** The mean over the cells that count. */
  public Measurement mean() {
    return measured(Arrays.stream(counted()).average());
  }

  private static Measurement measured(OptionalDouble value) {
    return value.isPresent()
        ? Measurement.of(value.getAsDouble())
        : Measurement.none(Status.TOO_FEW_CELLS);
  }

  private double[] counted() {
    return Arrays.stream(cells).filter(value -> value != LEFT_OUT).toArray();
  }

  /** iLISI of batches: the median, moved so that no mixing is 0 and all batches everywhere 1. */
  public Measurement ilisi() {
    return groups < 2 ? Measurement.none(Status.SINGLE_BATCH) : median().map(this::mixing);
  }

  /** cLISI of labels: the median, moved so that 1 is one label around each cell. */
  public Measurement clisi() {
    return groups < 2
        ? Measurement.none(Status.SINGLE_LABEL)
        : median().map(value -> (groups - value) / (groups - 1.0));
  }

  /** A value moved so that 1 group is 0 and all groups are 1. */
  double mixing(double value) {
    return (value - 1) / (groups - 1.0);
  }
}
