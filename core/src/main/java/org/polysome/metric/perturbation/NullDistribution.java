package org.polysome.metric.perturbation;

import java.util.Arrays;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * What a statistic is where nothing happens, and how unusual a value is beside it.
 *
 * @param values ascending; those that have no value come last as {@link Double#NaN}
 */
public record NullDistribution(double[] values) {

  /** Sorts a copy. */
  public NullDistribution {
    values = values.clone();
    Arrays.sort(values);
  }

  /**
   * The share of the null that is at least as large: 0 where none is, with nothing added to either
   * count, as EFAAR and Tx-Evaluation have it. A missing value of the null counts as larger.
   */
  public Measurement shareAtLeast(double value) {
    return share(values.length - below(value, false));
  }

  /** The share of the null that is larger. A missing value of the null counts as larger. */
  public Measurement shareAbove(double value) {
    return share(values.length - below(value, true));
  }

  private Measurement share(int count) {
    return values.length == 0
        ? Measurement.none(Status.NOT_AVAILABLE)
        : Measurement.of((double) count / values.length);
  }

  /** How many are below, or at most, a number. */
  private int below(double value, boolean orEqual) {
    int low = 0;
    int high = values.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean under = orEqual ? values[middle] <= value : values[middle] < value;
      low = under ? middle + 1 : low;
      high = under ? high : middle;
    }
    return low;
  }
}
