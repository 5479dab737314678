package org.polysome;

import org.polysome.tensor.ElementType;

/**
 * How far a number may be from the expected one.
 *
 * @param absolute allowed anywhere
 * @param relative allowed per size of the expected number
 * @param ofLargest allowed per size of the largest expected number of the tensor
 */
public record Tolerance(double absolute, double relative, double ofLargest) {

  /** From one to the next number of float32. */
  private static final double FLOAT32 = 0x1p-23;

  /** An absolute one. */
  public static Tolerance absolute(double absolute) {
    return new Tolerance(absolute, 0, 0);
  }

  /** One relative to each expected number. */
  public static Tolerance relative(double relative) {
    return new Tolerance(0, relative, 0);
  }

  /** One relative to the largest expected number of the tensor. */
  public static Tolerance ofLargest(double share) {
    return new Tolerance(0, 0, share);
  }

  /**
   * What must be allowed of numbers that were computed in one type and stored in another. Sums and
   * products in float32 lose some tens of its last place, of the number and of what was added up to
   * it; what is only stored in float32 loses the last place.
   */
  public static Tolerance ofTypes(ElementType computed, ElementType stored) {
    if (computed == ElementType.FLOAT32) {
      return ofLargest(100 * FLOAT32).andRelative(100 * FLOAT32);
    }
    return stored == ElementType.FLOAT32 ? relative(FLOAT32) : absolute(0);
  }

  /** As much as both allow together. */
  public Tolerance and(Tolerance other) {
    return new Tolerance(
        absolute + other.absolute, relative + other.relative, ofLargest + other.ofLargest);
  }

  /** The same, and so much of each expected number more. */
  public Tolerance andRelative(double more) {
    return new Tolerance(absolute, relative + more, ofLargest);
  }

  /** The same, and so much anywhere more. */
  public Tolerance andAbsolute(double more) {
    return new Tolerance(absolute + more, relative, ofLargest);
  }

  double allowed(double expected, double largest) {
    return absolute + relative * Math.abs(expected) + ofLargest * largest;
  }
}
