package org.polysome.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.fault.DataException;
import org.polysome.progress.Progress;
import org.polysome.provenance.Manifest;
import org.polysome.suite.Baselines;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.RunModel;
import org.polysome.suite.RunPoint;
import org.polysome.suite.SuiteOutcome;
import org.polysome.suite.SuiteRun;
import org.polysome.suite.SuiteTools;
import org.polysome.suite.grid.GridSuite;
import org.polysome.suite.grid.Judging;
import org.polysome.suite.grid.Reading;
import org.polysome.train.Run;

/**
 * Judges the runs of a sweep by the suites that its experiment names, each run and suite in a
 * folder of its own. Asked again, it judges what has not been judged.
 */
public final class SweepJudging {

  private static final String BASELINES = "baselines";

  private final JudgedFolders folders;
  private final Path sweep;
  private final Judging judging;
  private final SuiteTools tools;
  private final Manifest manifest;

  /**
   * A judgement of a sweep.
   *
   * @param sweep the folder of the sweep
   * @param judging how it is judged
   * @param tools what suites work with
   * @param manifest what started this
   * @throws org.polysome.fault.UsageException if there is nothing to judge on or by
   */
  public SweepJudging(Path sweep, Judging judging, SuiteTools tools, Manifest manifest) {
    judging.requireSomething();
    this.folders = new JudgedFolders(sweep);
    this.sweep = sweep;
    this.judging = judging;
    this.tools = tools;
    this.manifest = manifest;
  }

  /**
   * What a suite found of a run, or of the baselines.
   *
   * @param subject name of the run, or of its folder among the results
   * @param reading in which the run was judged
   * @param suite the suite
   * @param folder of the results
   * @param outcome what is in it
   */
  record Found(String subject, String reading, GridSuite suite, Path folder, SuiteOutcome outcome) {
    boolean isOfBaselines() {
      return subject.equals(BASELINES);
    }
  }

  /**
   * Judges what has not been judged yet.
   *
   * @param rows what became of each run; those that stopped at a loss that is no number are not
   *     judged
   */
  List<Found> judge(List<SweepRow> rows) {
    Progress progress = tools.progress();
    judging.leftOut().forEach(progress::say);
    List<SweepRow> trained =
        rows.stream()
            .filter(row -> !Files.exists(sweep.resolve(row.run()).resolve(SweepTraining.FLAG)))
            .toList();
    List<Found> found = new ArrayList<>();
    for (GridSuite suite : judging.possible()) {
      for (Reading reading : readings(suite)) {
        for (SweepRow run : trained) {
          attempt(run, reading, suite).ifPresent(found::add);
        }
      }
      if (suite.judgesCells() && judging.baselines() != Baselines.NONE) {
        found.add(ofBaselines(suite));
      }
    }
    return found;
  }

  /** A suite that does not judge how cells are read judges the first reading only. */
  private List<Reading> readings(GridSuite suite) {
    return suite.judgesCells() ? judging.ways() : List.of(judging.ways().getFirst());
  }

  /** A run that has diverged may give vectors that are no numbers, which no suite takes. */
  private Optional<Found> attempt(SweepRow row, Reading reading, GridSuite suite) {
    try {
      return Optional.of(ofRun(row.run(), reading, suite));
    } catch (DataException e) {
      if (row.status().equals(SweepRow.DONE)) {
        throw e;
      }
      tools.progress().say("%s has diverged: %s".formatted(row.run(), e.getMessage()));
      return Optional.empty();
    }
  }

  private Found ofRun(String name, Reading reading, GridSuite suite) {
    String subject = judging.ways().size() > 1 ? name + "@" + reading.name() : name;
    Path folder = folders.of(suite.name(), subject);
    Run run = Run.open(sweep.resolve(name));
    String checkpoint =
        String.valueOf(run.checkpoints().named(run.defaultCheckpoint()).getFileName());
    BenchmarkSettings settings = suite.settings(judging);
    var asked = new Asked(suite, judging, settings, Map.of("checkpoint", checkpoint)).text(reading);
    SuiteOutcome outcome =
        JudgedFolders.get(
            folder,
            asked,
            () -> {
              tools.progress().say("judging %s by %s".formatted(subject, suite.name()));
              return judge(suite, settings, List.of(model(reading.of(run))));
            });
    return new Found(name, reading.name(), suite, folder, outcome);
  }

  private Found ofBaselines(GridSuite suite) {
    Path folder = folders.of(suite.name(), BASELINES);
    BenchmarkSettings settings = suite.settings(judging).withBaselines(judging.baselines());
    SuiteOutcome outcome =
        JudgedFolders.get(
            folder,
            new Asked(suite, judging, settings, Map.of()).text(),
            () -> {
              tools.progress().say("judging baselines by " + suite.name());
              return judge(suite, settings, List.of());
            });
    return new Found(BASELINES, "", suite, folder, outcome);
  }

  private RunModel model(Run run) {
    return new RunModel(run, RunPoint.WHOLE, judging.counts(), tools.progress());
  }

  private SuiteOutcome judge(GridSuite suite, BenchmarkSettings settings, List<RunModel> models) {
    return new SuiteRun(suite.suite(judging), settings, tools)
        .judge(judging.input(), models, manifest);
  }
}
