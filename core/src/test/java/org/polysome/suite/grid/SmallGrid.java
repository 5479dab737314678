package org.polysome.suite.grid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.polysome.metric.Interval;
import org.polysome.metric.statistics.ProportionComparison.Share;
import org.polysome.suite.ResultRow;

/** Judged runs without a training. */
final class SmallGrid {

  static final String READ = "read";

  private final List<JudgedRun> runs = new ArrayList<>();
  private final List<JudgedRun> baselines = new ArrayList<>();

  /** A run that is the only one of its cell. */
  SmallGrid run(String name, ResultRow... rows) {
    return run(name, name, new Share(0, 0), rows);
  }

  /** A run of a cell. */
  SmallGrid run(String cell, String name, Share consistency, ResultRow... rows) {
    runs.add(judged(cell, name, false, consistency, rows));
    return this;
  }

  SmallGrid diverged(String name) {
    runs.add(judged(name, name, true, new Share(0, 0)));
    return this;
  }

  SmallGrid baseline(String name, ResultRow... rows) {
    baselines.add(judged(name, name, false, new Share(0, 0), rows));
    return this;
  }

  GridResults results() {
    return new GridResults(runs, baselines, List.of(READ));
  }

  private JudgedRun judged(
      String cell, String name, boolean diverged, Share consistency, ResultRow... rows) {
    Map<TableSpec.Fact, Long> facts = new LinkedHashMap<>();
    facts.put(TableSpec.Fact.PARAMETERS, 1234L);
    return new JudgedRun(
        new GridCell(cell, runs.size()),
        name,
        diverged,
        facts,
        Map.of(READ, List.of(rows)),
        Map.of(READ, consistency));
  }

  static ResultRow row(String input, String embedding, String metric, double value) {
    return new ResultRow(
        input,
        embedding,
        metric,
        "flavor",
        "group",
        OptionalDouble.of(value),
        OptionalDouble.empty(),
        Optional.of(new Interval(value - 0.1, value + 0.1)),
        ResultRow.OK);
  }

  static Score score(String metric) {
    return new Score(
        metric,
        Optional.empty(),
        List.of(metric),
        Optional.empty(),
        Optional.empty(),
        Score.Test.NONE);
  }

  static Score tested(String metric, Optional<String> of, Score.Test test) {
    return new Score(metric, Optional.empty(), List.of(metric), Optional.empty(), of, test);
  }
}
