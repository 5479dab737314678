package org.polysome.objective;

import org.polysome.config.Require;

/** How the weight of a term grows from nothing to all of it while training begins. */
public sealed interface WarmUp {

  /**
   * The share of the weight in a step.
   *
   * @param step steps done before
   * @param stepsPerEpoch steps of one pass over the training cells
   */
  double share(long step, long stepsPerEpoch);

  /** All of it from the start. */
  record None() implements WarmUp {
    @Override
    public double share(long step, long stepsPerEpoch) {
      return 1;
    }
  }

  /**
   * By the number of steps done.
   *
   * @param count steps until the weight is whole
   */
  record Steps(long count) implements WarmUp {
    /** Checks the count. */
    public Steps {
      Require.that(count > 0, "count", "must be above zero", count);
    }

    @Override
    public double share(long step, long stepsPerEpoch) {
      return Math.min(1, (double) step / count);
    }
  }

  /**
   * By the number of whole passes over the training cells, so that nothing of it counts in the
   * first.
   *
   * @param count passes until the weight is whole
   */
  record Epochs(long count) implements WarmUp {
    /** Checks the count. */
    public Epochs {
      Require.that(count > 0, "count", "must be above zero", count);
    }

    @Override
    public double share(long step, long stepsPerEpoch) {
      return Math.min(1, (double) (step / stepsPerEpoch) / count);
    }
  }
}
