package org.polysome.train.spec;

import org.polysome.config.Default;
import org.polysome.config.Require;

/**
 * How the learning rate moves over a run: a pure function of the step, so that a resumed run needs
 * no schedule state.
 */
public sealed interface ScheduleSpec {

  /**
   * The factor on the peak learning rate at a step, in [0, 1].
   *
   * @param step the step about to be taken, from 0
   */
  double factor(long step, Horizon horizon);

  /**
   * The peak rate after a linear climb over the first steps.
   *
   * @param warmUpSteps steps of linear climb from 0, or 0 for none
   */
  record Constant(@Default("0") int warmUpSteps) implements ScheduleSpec {
    /** Checks the warm-up. */
    public Constant {
      Require.atLeast("warm-up-steps", warmUpSteps, 0);
    }

    @Override
    public double factor(long step, Horizon horizon) {
      return Climb.linear(step, warmUpSteps);
    }
  }

  /**
   * After a linear climb, a straight line from the peak down to a share of it.
   *
   * @param warmUpSteps steps of linear climb from 0, or 0 for none
   * @param finalFactor share of the peak that is left at the end, in [0, 1]
   */
  record Linear(@Default("0") int warmUpSteps, @Default("0") double finalFactor)
      implements ScheduleSpec {
    /** Checks the ranges. */
    public Linear {
      Require.atLeast("warm-up-steps", warmUpSteps, 0);
      Require.between("final-factor", finalFactor, 0, 1);
    }

    @Override
    public double factor(long step, Horizon horizon) {
      return step < warmUpSteps
          ? Climb.linear(step, warmUpSteps)
          : 1 - (1 - finalFactor) * Climb.after(step, warmUpSteps, horizon.totalSteps());
    }
  }

  /**
   * After a linear climb, half a cosine wave from the peak down to a share of it (Loshchilov and
   * Hutter 2017, without restarts).
   *
   * @param warmUpSteps steps of linear climb from 0, or 0 for none
   * @param finalFactor share of the peak that is left at the end, in [0, 1]
   */
  record Cosine(@Default("0") int warmUpSteps, @Default("0") double finalFactor)
      implements ScheduleSpec {
    /** Checks the ranges. */
    public Cosine {
      Require.atLeast("warm-up-steps", warmUpSteps, 0);
      Require.between("final-factor", finalFactor, 0, 1);
    }

    @Override
    public double factor(long step, Horizon horizon) {
      return step < warmUpSteps
          ? Climb.linear(step, warmUpSteps)
          : Climb.cosine(1, finalFactor, Climb.after(step, warmUpSteps, horizon.totalSteps()));
    }
  }

  /**
   * Up half a cosine wave and down another over the whole run (Smith and Topin 2019; TxFM).
   *
   * @param warmUpShare share of the steps that climb, in (0, 1)
   * @param startFactor share of the peak at the first step, in [0, 1]
   * @param finalFactor share of the peak at the last step, in [0, 1]
   */
  record OneCycle(
      @Default("0.1") double warmUpShare,
      @Default("0.04") double startFactor,
      @Default("4e-6") double finalFactor)
      implements ScheduleSpec {
    /** Checks the ranges. */
    public OneCycle {
      Require.that(
          warmUpShare > 0 && warmUpShare < 1,
          "warm-up-share",
          "must be between 0 and 1",
          warmUpShare);
      Require.between("start-factor", startFactor, 0, 1);
      Require.between("final-factor", finalFactor, 0, 1);
    }

    @Override
    public double factor(long step, Horizon horizon) {
      double top = Math.max(0, warmUpShare * horizon.totalSteps() - 1);
      if (step < top) {
        return Climb.cosine(startFactor, 1, step / top);
      }
      double down = Math.max(1, horizon.totalSteps() - 1 - top);
      return Climb.cosine(1, finalFactor, Math.min(1, (step - top) / down));
    }
  }

  /**
   * A share less after every so many epochs, as scGPT is tuned.
   *
   * @param decay factor from one stretch to the next, in [0, 1]
   * @param everyEpochs epochs of a stretch
   * @param warmUpSteps steps of linear climb from 0, or 0 for none
   */
  record StepDecay(
      @Default("0") int warmUpSteps, @Default("0.9") double decay, @Default("1") int everyEpochs)
      implements ScheduleSpec {
    /** Checks the ranges. */
    public StepDecay {
      Require.atLeast("warm-up-steps", warmUpSteps, 0);
      Require.between("decay", decay, 0, 1);
      Require.atLeast("every-epochs", everyEpochs, 1);
    }

    @Override
    public double factor(long step, Horizon horizon) {
      long stretches = horizon.epoch(step) / everyEpochs;
      return Climb.linear(step, warmUpSteps) * Math.pow(decay, stretches);
    }
  }

  /**
   * Cosine waves that start again, each longer and lower than the one before, moving once an epoch:
   * how scBERT was trained.
   *
   * @param cycleEpochs epochs of the first wave, its climb included
   * @param growth how much longer the falling part of the next wave is
   * @param warmUpEpochs epochs over which a wave climbs in a straight line
   * @param decay peak of a wave over the peak of the one before, in [0, 1]
   * @param finalFactor share of the first peak at the foot of every wave, in [0, 1]
   */
  record CosineRestarts(
      @Default("15") int cycleEpochs,
      @Default("2") double growth,
      @Default("5") int warmUpEpochs,
      @Default("0.9") double decay,
      @Default("0.01") double finalFactor)
      implements ScheduleSpec {
    /** Checks the ranges. */
    public CosineRestarts {
      Require.atLeast("warm-up-epochs", warmUpEpochs, 0);
      Require.atLeast("cycle-epochs", cycleEpochs, warmUpEpochs + 1);
      Require.that(growth >= 1, "growth", "must be at least 1", growth);
      Require.between("decay", decay, 0, 1);
      Require.between("final-factor", finalFactor, 0, 1);
    }

    @Override
    public double factor(long step, Horizon horizon) {
      long epoch = horizon.epoch(step);
      long length = cycleEpochs;
      double peak = 1;
      while (epoch >= length) {
        epoch -= length;
        length = (long) ((length - warmUpEpochs) * growth) + warmUpEpochs;
        peak *= decay;
      }
      double top = Math.max(peak, finalFactor);
      return epoch < warmUpEpochs
          ? finalFactor + (top - finalFactor) * epoch / warmUpEpochs
          : Climb.cosine(
              top, finalFactor, (double) (epoch - warmUpEpochs) / (length - warmUpEpochs));
    }
  }
}
