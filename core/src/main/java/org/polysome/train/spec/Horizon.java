package org.polysome.train.spec;

/**
 * How far a run goes.
 *
 * @param totalSteps steps of the whole run
 * @param stepsPerEpoch steps of one pass over the training cells
 */
public record Horizon(long totalSteps, long stepsPerEpoch) {

  /** Checks that there is a step in either. */
  public Horizon {
    if (totalSteps < 1 || stepsPerEpoch < 1) {
      throw new IllegalArgumentException(totalSteps + " steps, " + stepsPerEpoch + " an epoch");
    }
  }

  /** Whole passes over the training cells before a step, counted from 0. */
  public long epoch(long step) {
    return step / stepsPerEpoch;
  }
}
