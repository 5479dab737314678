package org.polysome.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polysome.suite.map.Picture;

/** What a suite has found so far, over all inputs; suites add to it. */
public final class Findings {

  private final List<InputRecord> inputs = new ArrayList<>();
  private final List<ResultRow> rows = new ArrayList<>();
  private final List<Confusion> confusions = new ArrayList<>();
  private final List<Picture> pictures = new ArrayList<>();
  private final List<Figure> figures = new ArrayList<>();
  private final Map<String, SideTable> tables = new LinkedHashMap<>();

  /** Adds a number. */
  public void add(ResultRow row) {
    rows.add(row);
  }

  /** Adds how often each class was taken for each other. */
  public void add(Confusion confusion) {
    confusions.add(confusion);
  }

  /** Adds curves. */
  public void add(Figure figure) {
    figures.add(figure);
  }

  /** Adds a table beside the results, or its lines to those that one of its name has so far. */
  public void add(SideTable table) {
    tables.merge(table.file(), table, SideTable::plus);
  }

  /** Adds, first, the curves of checkpoints and layers on one input, from its numbers so far. */
  void draw(RunCurves curves, String input) {
    figures.addAll(0, curves.of(input, rows));
  }

  /** What has been found on one input that a reader should see at once. */
  Highlights highlights(String input) {
    return Highlights.of(rows.stream().filter(row -> row.input().equals(input)).toList());
  }

  void add(Picture picture) {
    pictures.add(picture);
  }

  void add(InputRecord input) {
    inputs.add(input);
  }

  List<InputRecord> inputs() {
    return List.copyOf(inputs);
  }

  /** All numbers, with what follows from several inputs behind them. */
  List<ResultRow> rows() {
    List<ResultRow> all = new ArrayList<>(rows);
    if (inputs.size() > 1) {
      all.addAll(new AcrossInputs(rows).made());
    }
    return all;
  }

  SuiteOutcome outcome(SuiteResults results) {
    return new SuiteOutcome(results, confusions, pictures, figures, List.copyOf(tables.values()));
  }
}
