package org.polysome.metric.perturbation.relation;

import java.util.Arrays;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * The ranks of some values among a null.
 *
 * @param nulls how many values the null has
 * @param below for each value, how many of the null are smaller
 * @param atMost for each value, how many of the null are not larger
 */
public record Ranks(long nulls, long[] below, long[] atMost) {

  /** Checks the lengths. */
  public Ranks {
    if (below.length != atMost.length) {
      throw new IllegalArgumentException(below.length + " and " + atMost.length + " ranks");
    }
  }

  /** How many values were ranked. */
  public int size() {
    return below.length;
  }

  /** The share of the values that count, if there is one. */
  public Measurement recall(Tails tails) {
    if (size() == 0 || nulls == 0) {
      return Measurement.none(Status.NOT_AVAILABLE);
    }
    int counted = 0;
    for (int i = 0; i < below.length; i++) {
      counted += tails.count((double) below[i] / nulls, (double) atMost[i] / nulls) ? 1 : 0;
    }
    return Measurement.of((double) counted / size());
  }

  /** The ranks of a part of the values. */
  Ranks part(int from, int until) {
    return new Ranks(
        nulls, Arrays.copyOfRange(below, from, until), Arrays.copyOfRange(atMost, from, until));
  }
}
