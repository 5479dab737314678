package org.polysome.suite.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.provenance.Manifest;
import org.polysome.suite.Baselines;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.Metric;
import org.polysome.suite.ResultRow;
import org.polysome.suite.SmallData;
import org.polysome.suite.SuiteContract;
import org.polysome.suite.SuiteOutcome;
import org.polysome.suite.SuiteRun;

class PerturbationClassificationSuiteTest extends SuiteContract {

  @TempDir Path folder;
  private final SmallData data = new SmallData();

  @Override
  protected Sample sample(Path at) {
    return new Sample(
        new PerturbationClassificationSuite(),
        BenchmarkSettings.of("cell_type").withBatch("batch").withBaselines(Baselines.NONE));
  }

  /** How sure a probe is says nothing of an embedding, unless it is right as well. */
  @Override
  protected Optional<String> worse(Metric metric) {
    return Optional.of("X_noise").filter(name -> !metric.name().endsWith("calibration_error"));
  }

  @Test
  void whatWasPerturbedIsFoundInAGoodEmbeddingByThePapersProtocol() {
    SuiteOutcome outcome = judge();
    for (String metric : List.of("knn_accuracy", "linear_accuracy")) {
      assertThat(row(outcome, "X_good", metric).value().orElseThrow()).isGreaterThan(0.85);
      assertThat(row(outcome, "X_noise", metric).value().orElseThrow()).isLessThan(0.6);
    }
    assertThat(row(outcome, "X_good", "linear_accuracy").flavor())
        .contains("adam-", "rate-0.005", "batch-64", "epochs-50");
    assertThat(outcome.results().results())
        .extracting(ResultRow::metric)
        .noneMatch(metric -> metric.startsWith("mlp"));
    assertThat(outcome.results().suite()).isEqualTo("perturbation-classification");
    assertThat(outcome.results().settings().protocol())
        .containsEntry("Protocol", "longtail")
        .hasEntrySatisfying(
            "Splits", words -> assertThat(words).startsWith("5 seeds; within classes, 30 %"));
  }

  @Test
  void onePerturbationIsNothingToTellApart() {
    data.label = cell -> Optional.of("control");
    assertThat(row(judge(), "X_good", "knn_accuracy").status()).isEqualTo("single-label");
  }

  private SuiteOutcome judge() {
    Path file = data.write(folder.resolve("screen.h5ad"));
    return new SuiteRun(
            new PerturbationClassificationSuite(),
            BenchmarkSettings.of("cell_type").withBaselines(Baselines.NONE))
        .judge(List.of(file), List.of(), Manifest.start(List.of("test")));
  }

  private static ResultRow row(SuiteOutcome outcome, String embedding, String metric) {
    return outcome.results().results().stream()
        .filter(row -> row.embedding().equals(embedding) && row.metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }
}
