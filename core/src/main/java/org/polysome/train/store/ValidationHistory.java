package org.polysome.train.store;

import org.polysome.train.spec.EarlyStoppingSpec;

/**
 * What the validations so far amount to; saved with every checkpoint. {@link #START} before the
 * first.
 *
 * @param validations validations done
 * @param bestLoss the lowest validation loss, infinite before the first
 * @param bestStep the step after which it was reached, 0 before the first
 * @param sinceImprovement validations since one was better than the reference loss by the margin
 * @param referenceLoss the loss that the next one has to beat by the margin, infinite at the start
 */
public record ValidationHistory(
    int validations, double bestLoss, long bestStep, int sinceImprovement, double referenceLoss) {

  /** Before the first validation. */
  public static final ValidationHistory START =
      new ValidationHistory(0, Double.POSITIVE_INFINITY, 0, 0, Double.POSITIVE_INFINITY);

  /**
   * The history after one more validation.
   *
   * @param step steps done when it was taken
   * @param loss its loss, a number
   * @param minDelta margin by which a loss must be lower to count against the patience
   */
  public ValidationHistory after(long step, double loss, double minDelta) {
    boolean best = loss < bestLoss;
    boolean improved = loss < referenceLoss - minDelta;
    return new ValidationHistory(
        validations + 1,
        best ? loss : bestLoss,
        best ? step : bestStep,
        improved ? 0 : sinceImprovement + 1,
        improved ? loss : referenceLoss);
  }

  /** Whether the last validation gave the lowest loss so far. */
  public boolean lastWasBest(long step) {
    return validations > 0 && bestStep == step;
  }

  /** Whether patience has run out. */
  public boolean exhausted(EarlyStoppingSpec stopping) {
    return sinceImprovement >= stopping.patience();
  }
}
