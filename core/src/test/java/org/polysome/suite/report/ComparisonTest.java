package org.polysome.suite.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.polysome.page.Html;
import org.polysome.suite.ResultRow;

@Tag("locale")
class ComparisonTest {

  @Test
  void theBestOverallComesFirstAndWhatHasNoValueLast() {
    Comparison comparison =
        new Comparison(
            List.of(
                row("X_none", "overall", OptionalDouble.empty()),
                row("X_low", "overall", OptionalDouble.of(0.2)),
                row("X_high", "overall", OptionalDouble.of(0.8)),
                row("X_low", "nmi", OptionalDouble.of(0.9)),
                row("X_high", "nmi", OptionalDouble.of(0.1))),
            "0");
    assertThat(comparison.sorted())
        .extracting(ResultRow::embedding)
        .containsExactly("X_high", "X_high", "X_low", "X_low", "X_none");
  }

  @Test
  void drawsBiologyAgainstBatchesAndEachMetric() {
    Comparison comparison =
        new Comparison(
            List.of(
                row("X_a", "bio", OptionalDouble.of(0.5)),
                row("X_a", "batch", OptionalDouble.of(0.6)),
                row("X_b", "bio", OptionalDouble.of(0.7)),
                row("X_b", "batch", OptionalDouble.of(0.4))),
            "0");
    StringBuilder text = new StringBuilder();
    for (Html part : comparison.pictures()) {
      part.write(text);
    }
    assertThat(text).contains("Biology kept against batches mixed", "scatter-0", "X_a", "X_b");
    assertThat(text.toString().split("class=\"bars\"")).hasSize(3);
    assertThat(new Comparison(List.of(), "0").pictures()).isEmpty();
  }

  private static ResultRow row(String embedding, String metric, OptionalDouble value) {
    return new ResultRow(
        "a.h5ad",
        embedding,
        metric,
        "flavor",
        "bio",
        value,
        OptionalDouble.empty(),
        Optional.empty(),
        value.isPresent() ? "ok" : "single-batch");
  }
}
