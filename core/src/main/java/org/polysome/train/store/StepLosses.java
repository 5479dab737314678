package org.polysome.train.store;

import java.util.Arrays;

/**
 * The loss terms of one step, on the host.
 *
 * @param step steps done after it
 * @param sums sum of each term over the step
 * @param counts how many values each term was summed over; 0 if the step had none
 */
public record StepLosses(long step, double[] sums, long[] counts) {

  /** Checks that sums and counts pair up. */
  public StepLosses {
    if (sums.length != counts.length) {
      throw new IllegalArgumentException(sums.length + " sums but " + counts.length + " counts");
    }
  }

  /** The mean of a term, NaN if the step had no value of it. */
  public double mean(int term) {
    return sums[term] / counts[term];
  }

  /** Whether every sum is a finite number. */
  public boolean finite() {
    return Arrays.stream(sums).allMatch(Double::isFinite);
  }
}
