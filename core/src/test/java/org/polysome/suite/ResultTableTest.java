package org.polysome.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.polysome.metric.Interval;
import org.polysome.provenance.Manifest;

@Tag("locale")
class ResultTableTest {

  @Test
  void embeddingsGoDownMetricsAcrossAndSplitsApart() {
    List<ResultRow> rows =
        List.of(
            row("X_a", "knn_accuracy", "stratified", OptionalDouble.of(0.91234)),
            row("X_a", "linear_accuracy", "stratified", OptionalDouble.of(0.5)),
            row("longer_name", "knn_accuracy", "stratified", OptionalDouble.of(1)),
            row("longer_name", "linear_accuracy", "stratified", OptionalDouble.of(0)),
            row("X_a", "knn_accuracy", "by-batch", OptionalDouble.empty()));
    var settings = BenchmarkRecord.of(BenchmarkSettings.of("label"), "", Map.of(), List.of());
    var results =
        new SuiteResults(1, "annotation", settings, Manifest.start(List.of("test")), rows);
    assertThat(ResultTable.of(results))
        .isEqualTo(
            """
            a.h5ad, cells split within classes
              embedding    knn_accuracy          linear_accuracy
              X_a          0.912 [0.250, 0.750]  0.500 [0.250, 0.750]
              longer_name  1.000 [0.250, 0.750]  0.000 [0.250, 0.750]

            a.h5ad, cells split by batch
              embedding  knn_accuracy
              X_a        single-batch
            """);
  }

  private static ResultRow row(
      String embedding, String metric, String group, OptionalDouble value) {
    return new ResultRow(
        "a.h5ad",
        embedding,
        metric,
        "flavor",
        group,
        value,
        OptionalDouble.empty(),
        value.isPresent() ? Optional.of(new Interval(0.25, 0.75)) : Optional.empty(),
        value.isPresent() ? "ok" : "single-batch");
  }
}
