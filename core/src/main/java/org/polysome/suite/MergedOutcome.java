package org.polysome.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Outcomes of one suite on the same inputs, one model each, as if all models had been judged at
 * once; means and ranks over inputs are worked out anew. Maps are left with the parts.
 *
 * @param parts at least one
 */
public record MergedOutcome(List<SuiteOutcome> parts) {

  /** Checks that there is something to merge, all of one suite. */
  public MergedOutcome {
    parts = List.copyOf(parts);
    if (parts.stream().map(part -> part.results().suite()).distinct().count() != 1) {
      throw new IllegalArgumentException("outcomes of one suite can be merged");
    }
  }

  /** The whole; the settings are those of the last part. */
  public SuiteOutcome whole() {
    SuiteResults last = parts.getLast().results();
    BenchmarkRecord settings = last.settings();
    var record =
        new BenchmarkRecord(
            settings.description(),
            settings.label(),
            settings.batch(),
            settings.baselines(),
            settings.seeds(),
            settings.seed(),
            settings.protocol(),
            inputs());
    var results = new SuiteResults(last.schema(), last.suite(), record, last.provenance(), rows());
    return new SuiteOutcome(
        results,
        parts.stream().flatMap(part -> part.confusions().stream()).toList(),
        List.of(),
        List.of(),
        List.of());
  }

  private List<ResultRow> rows() {
    List<ResultRow> rows = new ArrayList<>();
    for (SuiteOutcome part : parts) {
      part.results().results().stream()
          .filter(row -> !row.input().equals(ResultRow.ALL_INPUTS))
          .forEach(rows::add);
    }
    if (inputs().size() > 1) {
      rows.addAll(new AcrossInputs(rows).made());
    }
    return rows;
  }

  private List<InputRecord> inputs() {
    Map<String, InputRecord> byName = new LinkedHashMap<>();
    parts.stream()
        .flatMap(part -> part.results().settings().inputs().stream())
        .forEach(input -> byName.merge(input.input(), input, MergedOutcome::both));
    return List.copyOf(byName.values());
  }

  private static InputRecord both(InputRecord one, InputRecord other) {
    Map<String, Integer> seen = new TreeMap<>(one.seenInTraining());
    seen.putAll(other.seenInTraining());
    Set<String> notes =
        new LinkedHashSet<>(Stream.concat(one.notes().stream(), other.notes().stream()).toList());
    return new InputRecord(
        one.input(),
        one.cells(),
        one.judged(),
        one.withoutLabel(),
        one.smallClasses(),
        one.classes(),
        one.expression(),
        seen,
        List.copyOf(notes));
  }
}
