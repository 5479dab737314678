package org.polysome.metric;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * The value of a metric, or why it has no meaning here.
 *
 * @param value a finite number, there exactly where the status is {@link Status#OK}
 * @param status why
 */
public record Measurement(OptionalDouble value, Status status) {

  /** Checks that value and status agree. */
  public Measurement {
    if (value.isPresent() != (status == Status.OK) || !Double.isFinite(value.orElse(0))) {
      throw new IllegalArgumentException(value + " with status " + status.text());
    }
  }

  /** A value. */
  public static Measurement of(double value) {
    return new Measurement(OptionalDouble.of(value), Status.OK);
  }

  /** No value. */
  public static Measurement none(Status status) {
    return new Measurement(OptionalDouble.empty(), status);
  }

  /** The same with the value changed where there is one. */
  public Measurement map(DoubleUnaryOperator change) {
    return value.isPresent() ? of(change.applyAsDouble(value.getAsDouble())) : this;
  }
}
