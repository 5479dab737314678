package org.polysome.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.polysome.train.Run;
import org.polysome.train.log.Metrics;
import org.polysome.train.log.MetricsFile;

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
    Path file = run.folder().resolve("metrics.jsonl");
    List<Metrics> lines = Files.exists(file) ? MetricsFile.read(file) : List.of();
    List<Metrics> training = of(lines, Metrics.TRAIN).toList();
    var best = of(lines, Metrics.VALIDATION).min((a, b) -> Double.compare(a.loss(), b.loss()));
    boolean grew = training.size() > 1 && training.getLast().loss() > training.getFirst().loss();
    return new SweepRow(
        String.valueOf(run.folder().getFileName()),
        stoppedByFault || grew ? DIVERGED : DONE,
        run.plan().model().parameters(run.vocabulary().size()),
        lines.isEmpty() ? 0 : lines.getLast().step(),
        training.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(training.getLast().loss()),
        best.map(line -> OptionalDouble.of(line.loss())).orElse(OptionalDouble.empty()),
        best.map(line -> OptionalLong.of(line.step())).orElse(OptionalLong.empty()));
  }

  private static Stream<Metrics> of(List<Metrics> lines, String split) {
    return lines.stream().filter(line -> line.split().equals(split));
  }
}
