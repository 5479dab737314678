package org.polysome.config;

import java.util.Collection;

/**
 * Ranges of configuration values, for compact constructors. A refusal begins with the key, so that
 * the binder can say where it was written and with which value.
 */
public final class Require {

  private Require() {}

  /** Refuses numbers below one. */
  public static void positive(String key, long value) {
    atLeast(key, value, 1);
  }

  /** Refuses zero, negative numbers and not-a-number. */
  public static void positive(String key, double value) {
    that(value > 0, key, "must be above 0", value);
  }

  /** Refuses numbers below a least one. */
  public static void atLeast(String key, long value, long least) {
    that(value >= least, key, "must be at least " + least, value);
  }

  /** Refuses numbers outside a closed interval, and not-a-number. */
  public static void between(String key, double value, double least, double most) {
    that(
        value >= least && value <= most,
        key,
        "must be from %s to %s".formatted(least, most),
        value);
  }

  /** Refuses empty lists and groups. */
  public static void notEmpty(String key, Collection<?> values) {
    that(!values.isEmpty(), key, "must not be empty", values);
  }

  /**
   * Refuses a value for a reason of its own.
   *
   * @param holds whether the value is accepted
   * @param expected what was expected, such as {@code must divide the width}
   * @throws IllegalArgumentException if it is not
   */
  public static void that(boolean holds, String key, String expected, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("%s %s, got %s".formatted(key, expected, value));
    }
  }
}
