package org.polysome.suite.annotation;

import org.polysome.suite.ResultRow;
import org.polysome.suite.SuiteOutcome;

/** Finds numbers in what a benchmark found. */
final class FoundRows {

  private FoundRows() {}

  static double value(SuiteOutcome outcome, String embedding, String metric, String group) {
    return row(outcome, embedding, metric, group).value().orElseThrow();
  }

  static ResultRow row(SuiteOutcome outcome, String embedding, String metric, String group) {
    return outcome.results().results().stream()
        .filter(
            row ->
                row.embedding().equals(embedding)
                    && row.metric().equals(metric)
                    && row.group().equals(group))
        .findFirst()
        .orElseThrow();
  }
}
