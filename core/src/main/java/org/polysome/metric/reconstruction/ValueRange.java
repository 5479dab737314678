package org.polysome.metric.reconstruction;

import java.util.Locale;

/**
 * Ranges of values above zero by which errors are told apart (the study of encodings): {@code
 * log1p} of up to 1, up to 10, and more normalised counts.
 */
public enum ValueRange {
  /** Above 0, up to ln 2. */
  LOW(0, Math.log(2)),
  /** Above ln 2, up to ln 11. */
  MIDDLE(Math.log(2), Math.log(11)),
  /** Above ln 11. */
  HIGH(Math.log(11), Double.POSITIVE_INFINITY);

  private final double above;
  private final double upTo;

  ValueRange(double above, double upTo) {
    this.above = above;
    this.upTo = upTo;
  }

  /** Whether a value is in it. */
  public boolean holds(double value) {
    return value > above && value <= upTo;
  }

  /** Its name in a metric, such as {@code low}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
