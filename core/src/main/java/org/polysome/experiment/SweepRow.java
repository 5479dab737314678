package org.polysome.experiment;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.polysome.train.Run;
import org.polysome.train.log.LossCurve;
import org.polysome.train.log.Metrics;

/**
 * What became of one run of a sweep.
 *
 * @param run the name of its folder
 * @param status {@link #DONE} or {@link #DIVERGED}
 * @param parameters trained numbers of the model, without the heads of the objectives
 * @param steps steps taken
 * @param trainingLoss the last one that was written down
 * @param bestValidationLoss the lowest one; absent without held-out cells
 * @param bestStep after how many steps that was
 */
public record SweepRow(
    String run,
    String status,
    long parameters,
    long steps,
    OptionalDouble trainingLoss,
    OptionalDouble bestValidationLoss,
    OptionalLong bestStep) {

  /** The status of a run that was trained to its end. */
  public static final String DONE = "done";

  /**
   * The status of a run whose loss is no longer a number, or at the end above where it began: it is
   * shown, and no mean should hold it.
   */
  public static final String DIVERGED = "diverged";

  /** Reads what a run has written. */
  static SweepRow of(Run run, boolean stoppedByFault) {
    return of(run, LossCurve.read(run.folder()), stoppedByFault);
  }

  /** What a run has written, of which the losses are read. */
  static SweepRow of(Run run, LossCurve curve, boolean stoppedByFault) {
    List<Metrics> training = curve.training();
    Optional<Metrics> best = curve.best();
    return new SweepRow(
        String.valueOf(run.folder().getFileName()),
        stoppedByFault || curve.diverged() ? DIVERGED : DONE,
        run.parameters(),
        curve.steps(),
        training.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(training.getLast().loss()),
        best.map(line -> OptionalDouble.of(line.loss())).orElse(OptionalDouble.empty()),
        best.map(line -> OptionalLong.of(line.step())).orElse(OptionalLong.empty()));
  }
}
