package org.polysome.metric.reconstruction;

import java.util.function.DoublePredicate;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.statistics.Correlation;

/**
 * How far predictions of single values are from the truth (the long-tail benchmark and the study of
 * encodings).
 *
 * @param predicted finite
 * @param measured the truth, finite
 */
public record HiddenValueErrors(double[] predicted, double[] measured) {

  /** Checks lengths and numbers. */
  public HiddenValueErrors {
    if (predicted.length != measured.length) {
      throw new IllegalArgumentException(
          "%d predicted, %d measured".formatted(predicted.length, measured.length));
    }
    for (int i = 0; i < measured.length; i++) {
      if (!Double.isFinite(predicted[i]) || !Double.isFinite(measured[i])) {
        throw new IllegalArgumentException("value %d is not finite".formatted(i));
      }
    }
  }

  /** The mean squared error of all; none of no values. */
  public Measurement meanSquared() {
    return meanSquared(value -> true);
  }

  /** The mean squared error of the values whose truth is in a range; none where there are none. */
  public Measurement meanSquared(ValueRange range) {
    return meanSquared(range::holds);
  }

  private Measurement meanSquared(DoublePredicate counts) {
    double sum = 0;
    long count = 0;
    for (int i = 0; i < measured.length; i++) {
      if (counts.test(measured[i])) {
        double error = predicted[i] - measured[i];
        sum += error * error;
        count++;
      }
    }
    return count == 0 ? Measurement.none(Status.TOO_FEW_CELLS) : Measurement.of(sum / count);
  }

  /** Pearson's correlation over all values together. */
  public Measurement pearson() {
    return Correlation.pearson(predicted, measured);
  }
}
