package org.polysome.objective;

import org.polysome.tensor.Tensor;

/** Which of the genes that a cell's source measured a loss looks at. */
public enum GeneSet {
  /** Those that are tokens of the input, hidden or not. */
  INPUT,
  /** Those that are not. */
  NON_INPUT,
  /** Both. */
  ALL;

  /** What the metrics call it. */
  String label() {
    return switch (this) {
      case INPUT -> "input";
      case NON_INPUT -> "non-input";
      case ALL -> "all";
    };
  }

  /** 1 for genes of this set, given 1 for measured genes and 1 for those in the input. */
  Tensor mask(Tensor measured, Tensor input) {
    return switch (this) {
      case INPUT -> measured.multiply(input);
      case NON_INPUT -> measured.multiply(input.negate().add(1.0));
      case ALL -> measured;
    };
  }

  /** How many of something are in this set, given how many in all and in the input. */
  long count(long all, long input) {
    return switch (this) {
      case INPUT -> input;
      case NON_INPUT -> all - input;
      case ALL -> all;
    };
  }
}
