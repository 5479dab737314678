package org.polysome.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.polysome.provenance.Manifest;

class MergedOutcomeTest {

  @Test
  void ranksAreThoseAmongAllModels() {
    SuiteOutcome whole =
        new MergedOutcome(List.of(outcome("clustering", "a", 0.2), outcome("clustering", "b", 0.4)))
            .whole();
    assertThat(whole.results().settings().inputs())
        .extracting(InputRecord::input)
        .containsExactly("x", "y");
    assertThat(whole.results().settings().inputs().getFirst().seenInTraining())
        .containsOnlyKeys("a", "b");
    assertThat(whole.results().settings().inputs().getFirst().notes()).containsExactly("a note");
    assertThat(whole.results().results())
        .filteredOn(row -> row.metric().equals(AcrossInputs.MEAN_RANK.name()))
        .extracting(ResultRow::embedding, row -> row.value().orElseThrow())
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("a", 2.0),
            org.assertj.core.api.Assertions.tuple("b", 1.0));
    assertThat(whole.results().results())
        .filteredOn(row -> row.metric().equals("nmi"))
        .as("two inputs and their mean, of two models")
        .hasSize(6);
  }

  @Test
  void outcomesOfTwoSuitesAreNoWhole() {
    List<SuiteOutcome> parts = List.of(outcome("clustering", "a", 1), outcome("other", "b", 1));
    assertThatThrownBy(() -> new MergedOutcome(parts)).isInstanceOf(IllegalArgumentException.class);
  }

  private static SuiteOutcome outcome(String suite, String model, double value) {
    Findings findings = new Findings();
    for (String input : List.of("x", "y")) {
      findings.add(
          new InputRecord(
              input, 9, 9, 0, Map.of(), 2, "none", Map.of(model, 1), List.of("a note")));
      findings.add(
          new ResultRow(
              input,
              model,
              "nmi",
              "flavor",
              "group",
              OptionalDouble.of(value),
              OptionalDouble.empty(),
              Optional.empty(),
              ResultRow.OK));
    }
    var record =
        BenchmarkRecord.of(
            BenchmarkSettings.of("type"), "about", Map.of("Rule", "one"), findings.inputs());
    Manifest manifest = Manifest.start(List.of("test")).end();
    return findings.outcome(
        new SuiteResults(SuiteResults.SCHEMA, suite, record, manifest, findings.rows()));
  }
}
