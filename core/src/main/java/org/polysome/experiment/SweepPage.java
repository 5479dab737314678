package org.polysome.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.files.AtomicOutput;
import org.polysome.suite.MergedOutcome;
import org.polysome.suite.SuiteOutcome;
import org.polysome.suite.grid.Exhibits;
import org.polysome.suite.grid.GridPage;
import org.polysome.suite.grid.GridResults;
import org.polysome.suite.grid.GridTable;
import org.polysome.suite.grid.GridTableText;
import org.polysome.suite.grid.GridTables;
import org.polysome.suite.report.JudgedFolder;
import org.polysome.suite.report.Report;

/**
 * What a judged sweep ends in: {@code tables/NAME.csv} and {@code .md} for each table, and the page
 * with figures, tables, all scores and the loss curves of all runs.
 *
 * @param sweep the folder of the sweep
 * @param experiment what was asked for
 */
public record SweepPage(Path sweep, Experiment experiment) {

  /**
   * Judges a trained sweep and writes its tables and its page.
   *
   * @return the tables as Markdown
   */
  public List<String> write(SweepJudging judging, List<SweepRow> rows) {
    List<SweepJudging.Found> found = judging.judge(rows);
    GridResults results = new JudgedSweep(sweep, experiment, found).results();
    Exhibits exhibits = experiment.judging().orElseThrow().show();
    List<String> texts = new ArrayList<>();
    Path tables = sweep.resolve("tables");
    for (GridTable table : new GridTables(results, exhibits).all()) {
      var text = new GridTableText(table);
      AtomicOutput.replace(tables.resolve(table.spec().name() + ".csv"), text.csv());
      AtomicOutput.replace(tables.resolve(table.spec().name() + ".md"), text.markdown());
      texts.add(text.markdown());
    }
    var front =
        new Report.Front(
            experiment.name(),
            experiment.description(),
            new GridPage(results, exhibits).sections());
    Report report =
        new Report(
            SweepTraining.records(sweep, rows), merged(found), List.of(), Optional.of(front));
    AtomicOutput.replace(sweep.resolve(SweepTraining.PAGE), report.render());
    return texts;
  }

  /** Everything that a suite found in one reading, with the baselines. */
  private static List<JudgedFolder> merged(List<SweepJudging.Found> found) {
    Map<String, List<SuiteOutcome>> bySuite = new LinkedHashMap<>();
    for (SweepJudging.Found one : found) {
      if (!one.isOfBaselines()) {
        bySuite
            .computeIfAbsent(one.suite().name() + "@" + one.reading(), key -> new ArrayList<>())
            .add(one.outcome());
      }
    }
    for (SweepJudging.Found one : found) {
      if (one.isOfBaselines()) {
        bySuite.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(one.suite().name() + "@"))
            .forEach(entry -> entry.getValue().add(one.outcome()));
      }
    }
    List<JudgedFolder> folders = new ArrayList<>();
    bySuite.forEach(
        (key, outcomes) ->
            folders.add(
                new JudgedFolder(
                    key.substring(key.indexOf('@') + 1), new MergedOutcome(outcomes).whole())));
    return folders;
  }
}
