package org.polysome.train;

/**
 * When to give up: after a number of validations without a better loss.
 *
 * @param patience validations in a row that may fail to improve
 * @param minDelta a loss counts as better when it is lower than the best by more than this
 */
public record EarlyStoppingSpec(int patience, double minDelta) {

  /** Checks the ranges. */
  public EarlyStoppingSpec {
    if (patience < 1) {
      throw new IllegalArgumentException("patience: " + patience + " is not positive");
    }
    if (!(minDelta >= 0)) {
      throw new IllegalArgumentException("min-delta: " + minDelta + " is negative");
    }
  }
}
