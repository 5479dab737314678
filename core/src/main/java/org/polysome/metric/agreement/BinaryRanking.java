package org.polysome.metric.agreement;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.statistics.Order;

/**
 * Things that are true or not, by falling score. Things of equal score are one step: none of them
 * is before another.
 *
 * @param found how many are true down to each step, rising
 * @param seen how many there are down to each step, rising
 */
public record BinaryRanking(long[] found, long[] seen) {

  /**
   * Ranks things.
   *
   * @param truth whether each is true
   * @param scores a number for each, higher where it is held to be true
   * @throws IllegalArgumentException if the lengths differ or a score is not a number
   */
  public static BinaryRanking of(boolean[] truth, double[] scores) {
    if (truth.length != scores.length) {
      throw new IllegalArgumentException(truth.length + " truths, " + scores.length + " scores");
    }
    int[] order = Order.ascending(scores);
    long[] found = new long[scores.length];
    long[] seen = new long[scores.length];
    int steps = 0;
    long foundSoFar = 0;
    for (int i = order.length - 1; i >= 0; i--) {
      foundSoFar += truth[order[i]] ? 1 : 0;
      found[steps] = foundSoFar;
      seen[steps] = order.length - i;
      if (i == 0 || scores[order[i - 1]] != scores[order[i]]) {
        steps++;
      }
    }
    return new BinaryRanking(Arrays.copyOf(found, steps), Arrays.copyOf(seen, steps));
  }

  private long positives() {
    return found.length == 0 ? 0 : found[found.length - 1];
  }

  private long negatives() {
    return found.length == 0 ? 0 : seen[seen.length - 1] - positives();
  }

  /**
   * The mean precision at each rise of recall, as {@code average_precision_score} of scikit-learn.
   *
   * @return {@link Status#SINGLE_LABEL} where nothing is true
   */
  public Measurement averagePrecision() {
    return whenFound(
        () -> {
          double sum = 0;
          long before = 0;
          for (int step = 0; step < found.length; step++) {
            sum += (double) (found[step] - before) * found[step] / seen[step];
            before = found[step];
          }
          return sum / positives();
        });
  }

  /**
   * The area under precision over recall by trapezoids from (0, 1), as Beeline has it; larger than
   * {@link #averagePrecision()} as a rule.
   *
   * @return {@link Status#SINGLE_LABEL} where nothing is true
   */
  public Measurement trapezoidPrecisionRecall() {
    return whenFound(
        () -> {
          double sum = 0;
          long before = 0;
          double precisionBefore = 1;
          for (int step = 0; step < found.length; step++) {
            double precision = (double) found[step] / seen[step];
            sum += (found[step] - before) * (precision + precisionBefore) / 2;
            before = found[step];
            precisionBefore = precision;
          }
          return sum / positives();
        });
  }

  /**
   * The chance that a true thing is above a false one, a tie being half a chance: the area under
   * the receiver operating characteristic.
   *
   * @return {@link Status#SINGLE_LABEL} where all or nothing is true
   */
  public Measurement areaUnderRoc() {
    if (negatives() == 0) {
      return Measurement.none(Status.SINGLE_LABEL);
    }
    return whenFound(
        () -> {
          double sum = 0;
          long foundBefore = 0;
          long seenBefore = 0;
          for (int step = 0; step < found.length; step++) {
            long rise = seen[step] - seenBefore - (found[step] - foundBefore);
            sum += rise * (found[step] + foundBefore) / 2.0;
            foundBefore = found[step];
            seenBefore = seen[step];
          }
          return sum / positives() / negatives();
        });
  }

  private Measurement whenFound(DoubleSupplier formula) {
    return positives() == 0
        ? Measurement.none(Status.SINGLE_LABEL)
        : Measurement.of(formula.getAsDouble());
  }
}
