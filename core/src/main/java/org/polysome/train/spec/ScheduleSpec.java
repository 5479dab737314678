package org.polysome.train.spec;

import org.polysome.config.Default;
import org.polysome.fault.UsageException;

/**
 * How the learning rate moves over a run: a pure function of the step, so that a resumed run needs
 * no schedule state. Every schedule climbs linearly over its warm-up first.
 */
public sealed interface ScheduleSpec {

  /** Steps of linear warm-up, 0 for none. */
  int warmUpSteps();

  /**
   * The share of the peak learning rate that is left at a progress in [0, 1] after the warm-up.
   *
   * @param progress 0 at the end of the warm-up, 1 at the end of the run
   */
  double decay(double progress);

  /**
   * The factor on the peak learning rate at a step.
   *
   * @param step the step about to be taken, from 0
   * @param totalSteps steps of the whole run, at which the decay ends
   */
  default double factor(long step, long totalSteps) {
    if (step < warmUpSteps()) {
      return (step + 1.0) / warmUpSteps();
    }
    long decaying = Math.max(1, totalSteps - warmUpSteps());
    return decay(Math.min(1, (double) (step - warmUpSteps()) / decaying));
  }

  /** The peak rate from the end of the warm-up on. */
  record Constant(@Default("0") int warmUpSteps) implements ScheduleSpec {
    /** Checks the warm-up. */
    public Constant {
      checkWarmUp(warmUpSteps);
    }

    @Override
    public double decay(double progress) {
      return 1;
    }
  }

  /**
   * A straight line from the peak down to a share of it.
   *
   * @param finalFactor share of the peak that is left at the end, in [0, 1]
   */
  record Linear(@Default("0") int warmUpSteps, @Default("0") double finalFactor)
      implements ScheduleSpec {
    /** Checks the ranges. */
    public Linear {
      checkWarmUp(warmUpSteps);
      checkFinal(finalFactor);
    }

    @Override
    public double decay(double progress) {
      return 1 - (1 - finalFactor) * progress;
    }
  }

  /**
   * Half a cosine wave from the peak down to a share of it (Loshchilov and Hutter 2017, without
   * restarts).
   *
   * @param finalFactor share of the peak that is left at the end, in [0, 1]
   */
  record Cosine(@Default("0") int warmUpSteps, @Default("0") double finalFactor)
      implements ScheduleSpec {
    /** Checks the ranges. */
    public Cosine {
      checkWarmUp(warmUpSteps);
      checkFinal(finalFactor);
    }

    @Override
    public double decay(double progress) {
      return finalFactor + (1 - finalFactor) * 0.5 * (1 + Math.cos(Math.PI * progress));
    }
  }

  private static void checkWarmUp(int steps) {
    if (steps < 0) {
      throw new UsageException("warm-up-steps: " + steps + " is negative");
    }
  }

  private static void checkFinal(double factor) {
    if (!(factor >= 0 && factor <= 1)) {
      throw new UsageException("final-factor: " + factor + " is not in [0, 1]");
    }
  }
}
