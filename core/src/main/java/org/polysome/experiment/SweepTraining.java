package org.polysome.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.polysome.fault.DivergedException;
import org.polysome.fault.UsageException;
import org.polysome.files.AtomicOutput;
import org.polysome.progress.Progress;
import org.polysome.suite.report.Report;
import org.polysome.suite.report.RunRecord;
import org.polysome.train.BatchDependence;
import org.polysome.train.Plan;
import org.polysome.train.Pretraining;
import org.polysome.train.Run;
import tools.jackson.databind.json.JsonMapper;

/**
 * Trains the runs of a sweep one after the other into one folder, each a run of its own in a folder
 * of its name. Asked again, it goes on: runs that have ended stay, the one that was stopped
 * resumes. A run that diverges is flagged and the others go on. At the end stand {@code
 * sweep.json}, {@code sweep.csv} and a page with the loss curves of all runs over each other.
 */
public final class SweepTraining {

  private static final String TABLE = "sweep.json";
  private static final String SHEET = "sweep.csv";

  /** The page about all runs. */
  static final String PAGE = "report.html";

  /** In a run whose loss was no longer a number: what was said of it. */
  static final String FLAG = "diverged.txt";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final List<String> command;
  private final Progress progress;

  /**
   * A sweep into a folder.
   *
   * @param command the command line, for the manifests
   */
  public SweepTraining(Path folder, List<String> command, Progress progress) {
    this.folder = folder;
    this.command = List.copyOf(command);
    this.progress = progress;
  }

  /**
   * Trains what has not been trained yet.
   *
   * @return what became of each run, in order
   * @throws UsageException if a run that is there was made by another plan, or a plan cuts steps
   *     that it must not
   */
  public List<SweepRow> train(Experiment experiment) {
    // Before hours of training, so that what it refuses is refused now.
    experiment
        .variants()
        .forEach(variant -> variant.stages().forEach(BatchDependence::requireWholeSteps));
    List<SweepRow> rows = new ArrayList<>();
    int number = 0;
    for (Variant variant : experiment.variants()) {
      number++;
      progress.say(
          "run %d of %d: %s".formatted(number, experiment.variants().size(), variant.name()));
      rows.add(train(variant));
    }
    write(rows);
    return rows;
  }

  private SweepRow train(Variant variant) {
    Path run = folder.resolve(variant.name());
    Path flag = run.resolve(FLAG);
    if (!Files.exists(flag)) {
      try {
        startOrResume(variant, run);
      } catch (DivergedException diverged) {
        progress.say("%s: %s".formatted(variant.name(), diverged.getMessage()));
        AtomicOutput.replace(flag, diverged.getMessage() + "\n");
      }
    }
    return SweepRow.of(Run.open(run), Files.exists(flag));
  }

  private void startOrResume(Variant variant, Path run) {
    if (!Files.exists(run)) {
      Pretraining.start(variant.stages(), new Pretraining.Target(run, false, command), progress);
      return;
    }
    Plan asked = variant.stages().getLast().absolute();
    Plan made = Run.open(run).plan();
    if (variant.stages().size() == 1 && !made.equals(asked)) {
      throw new UsageException(
          "%s was made by another plan (%s differs); name another folder with -o, or remove it"
              .formatted(run, run.resolve("experiment.yaml")));
    }
    Pretraining.resume(run, progress);
  }

  private void write(List<SweepRow> rows) {
    AtomicOutput.replace(
        folder.resolve(TABLE),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(rows) + "\n");
    AtomicOutput.replace(folder.resolve(SHEET), sheet(rows));
    Report report = new Report(records(folder, rows), List.of(), List.of());
    AtomicOutput.replace(folder.resolve(PAGE), report.render());
  }

  /** What a page shows of the runs of a sweep. */
  static List<RunRecord> records(Path folder, List<SweepRow> rows) {
    return rows.stream().map(row -> RunRecord.read(folder.resolve(row.run()))).toList();
  }

  private static String sheet(List<SweepRow> rows) {
    return rows.stream()
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "%s,%s,%d,%d,%s,%s,%s\n",
                    row.run(),
                    row.status(),
                    row.parameters(),
                    row.steps(),
                    row.trainingLoss().isPresent() ? row.trainingLoss().getAsDouble() : "",
                    row.bestValidationLoss().isPresent()
                        ? row.bestValidationLoss().getAsDouble()
                        : "",
                    row.bestStep().isPresent() ? row.bestStep().getAsLong() : ""))
        .collect(
            Collectors.joining(
                "",
                "run,status,parameters,steps,training_loss,best_validation_loss,best_step\n",
                ""));
  }
}
