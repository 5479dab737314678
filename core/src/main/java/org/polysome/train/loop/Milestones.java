package org.polysome.train.loop;

import org.polysome.train.spec.Horizon;
import org.polysome.train.spec.TrainSpec;

/**
 * At which steps something happens besides training.
 *
 * @param spec how often
 * @param total steps of the whole run
 * @param stepsPerEpoch steps of one pass over the training cells
 * @param validates whether cells are held out
 */
public record Milestones(TrainSpec spec, long total, long stepsPerEpoch, boolean validates) {

  /** Whether a line of metrics is due after so many steps. */
  public boolean log(long step) {
    return step % spec.logEvery() == 0 || step == total;
  }

  /** Whether a validation is due. */
  public boolean validate(long step) {
    long every = spec.validateEvery() > 0 ? spec.validateEvery() : stepsPerEpoch;
    return validates && (step % every == 0 || step == total);
  }

  /** Whether a checkpoint is due, whatever the validation says. */
  public boolean checkpoint(long step) {
    return step % spec.checkpointEvery() == 0 || step == total || spec.keepSteps().contains(step);
  }

  /** How far the run goes. */
  public Horizon horizon() {
    return new Horizon(total, stepsPerEpoch);
  }

  /** Passes over the training cells after so many steps. */
  public double epoch(long step) {
    return (double) step / stepsPerEpoch;
  }
}
