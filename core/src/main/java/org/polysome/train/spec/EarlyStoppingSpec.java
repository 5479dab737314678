package org.polysome.train.spec;

import org.polysome.config.Default;
import org.polysome.fault.UsageException;

/**
 * When to give up: after a number of validations without a better loss.
 *
 * @param patience validations in a row that may fail to improve
 * @param minDelta a loss counts as better when it is lower than the best by more than this
 */
public record EarlyStoppingSpec(@Default("10") int patience, @Default("0") double minDelta) {

  /** Checks the ranges. */
  public EarlyStoppingSpec {
    if (patience < 1) {
      throw new UsageException("patience: " + patience + " is not positive");
    }
    if (!(minDelta >= 0)) {
      throw new UsageException("min-delta: " + minDelta + " is negative");
    }
  }
}
