package org.polysome.objective;

/**
 * How much a hidden value weighs in a loss by its size: the long-tail benchmark, eq. 4, whose
 * weight is one over the frequency of the value, taken to fall as one over the value. The weights
 * of a cell have the mean one.
 */
public enum LongTail {
  /** All the same. */
  NONE,
  /** As its value. */
  VALUE,
  /** As its value less the smallest hidden one of the cell, plus 1e-5: what the code samples by. */
  VALUE_MINUS_MIN;

  private static final float SMALL = 1e-5f;

  /** The weight of a value before the mean is made one. */
  float of(float value, float smallest) {
    return switch (this) {
      case NONE -> 1;
      case VALUE -> value;
      case VALUE_MINUS_MIN -> value - smallest + SMALL;
    };
  }
}
