package org.polysome.metric;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * An interval of 95 % confidence.
 *
 * @param low its lower end
 * @param high its upper end
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"low", "high"})
public record Interval(double low, double high) {

  /** The standard normal quantile of 0.975. */
  private static final double Z = 1.959963984540054;

  /**
   * The interval of a proportion after Wilson (1927), which stays inside [0, 1] and is not empty at
   * its ends.
   *
   * @param proportion the observed share
   * @param trials how many independent cells it was observed on, not necessarily whole
   */
  public static Interval wilson(double proportion, double trials) {
    double square = Z * Z / trials;
    double centre = (proportion + square / 2) / (1 + square);
    double half =
        Z / (1 + square) * Math.sqrt(proportion * (1 - proportion) / trials + square / 4 / trials);
    return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
  }

  /**
   * The interval of a share whose error is nearly normal, cut to [0, 1].
   *
   * @param value the observed value
   * @param standardError its standard error
   */
  public static Interval normal(double value, double standardError) {
    double half = Z * standardError;
    return new Interval(Math.max(0, value - half), Math.min(1, value + half));
  }
}
