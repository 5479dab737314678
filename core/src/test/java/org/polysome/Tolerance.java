package org.polysome;

/**
 * How far a number may be from the expected one.
 *
 * @param absolute allowed anywhere
 * @param relative allowed per size of the expected number
 * @param ofLargest allowed per size of the largest expected number of the tensor
 */
public record Tolerance(double absolute, double relative, double ofLargest) {

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
