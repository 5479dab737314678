package org.polysome.suite.grid;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.polysome.metric.Interval;
import org.polysome.metric.statistics.Moments;
import org.polysome.suite.ResultRow;

/**
 * What a score is in a cell of a grid, or why it has no value.
 *
 * @param value the value
 * @param sd the sample standard deviation over repeats, inputs or seeds
 * @param interval the interval of 95 % confidence that a suite gives
 * @param status {@code ok}, or why there is no value
 */
record Estimate(
    OptionalDouble value, OptionalDouble sd, Optional<Interval> interval, String status) {

  /** The status of what no suite judged. */
  static final String NOT_JUDGED = "not-judged";

  /** Without a standard deviation. */
  static Estimate of(double value) {
    return new Estimate(
        OptionalDouble.of(value), OptionalDouble.empty(), Optional.empty(), ResultRow.OK);
  }

  /** No value. */
  static Estimate none(String status) {
    return new Estimate(OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(), status);
  }

  /**
   * The mean and the standard deviation of several; of one, that one; the first reason where none
   * has one.
   */
  static Estimate over(List<Estimate> several) {
    if (several.size() == 1) {
      return several.getFirst();
    }
    double[] values =
        several.stream().flatMapToDouble(estimate -> estimate.value.stream()).toArray();
    if (values.length == 0) {
      return several.isEmpty() ? none(NOT_JUDGED) : several.getFirst();
    }
    Moments sample = Moments.of(values);
    return new Estimate(
        OptionalDouble.of(sample.mean()),
        values.length > 1 ? OptionalDouble.of(sample.deviation()) : OptionalDouble.empty(),
        Optional.empty(),
        ResultRow.OK);
  }

  /**
   * The lower end of its error bar: the standard deviation where there is one, else the interval.
   */
  double low() {
    double middle = value.orElseThrow();
    return sd.isPresent()
        ? middle - sd.getAsDouble()
        : interval.map(ends -> Math.min(middle, ends.low())).orElse(middle);
  }

  /** The upper end of its error bar. */
  double high() {
    double middle = value.orElseThrow();
    return sd.isPresent()
        ? middle + sd.getAsDouble()
        : interval.map(ends -> Math.max(middle, ends.high())).orElse(middle);
  }
}
