package org.polysome.suite.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.provenance.Manifest;
import org.polysome.suite.Baselines;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.ResultRow;
import org.polysome.suite.SmallData;
import org.polysome.suite.SuiteContract;
import org.polysome.suite.SuiteOutcome;
import org.polysome.suite.SuiteRun;

class ClusteringSuiteTest extends SuiteContract {

  @TempDir Path folder;
  private final SmallData data = new SmallData();

  @Override
  protected Sample sample(Path at) {
    return new Sample(
        new ClusteringSuite(),
        BenchmarkSettings.of("cell_type").withBatch("batch").withBaselines(Baselines.NONE));
  }

  @Test
  void clustersOfAGoodEmbeddingAreItsTypes() {
    SuiteOutcome outcome = judge(BenchmarkSettings.of("cell_type").withBatch("batch"));
    ResultRow good = row(outcome, "X_good", "nmi");
    assertThat(good.value().orElseThrow())
        .isGreaterThan(row(outcome, "X_noise", "nmi").value().orElseThrow() + 0.2);
    assertThat(good.sd()).isPresent();
    assertThat(row(outcome, "X_good", "silhouette_label_within_batch").value().orElseThrow())
        .isBetween(0.5, 1.0);
    assertThat(outcome.results().results()).extracting(ResultRow::group).containsOnly("clustering");
  }

  @Test
  void oneLabelHasNothingToAgreeWith() {
    data.label = cell -> Optional.of("same");
    SuiteOutcome outcome = judge(BenchmarkSettings.of("cell_type"));
    assertThat(row(outcome, "X_good", "nmi").status()).isEqualTo("single-label");
    assertThat(row(outcome, "X_good", "silhouette_label").status()).isEqualTo("single-label");
  }

  private SuiteOutcome judge(BenchmarkSettings settings) {
    Path file = data.write(folder.resolve("cells.h5ad"));
    return new SuiteRun(new ClusteringSuite(), settings)
        .judge(List.of(file), List.of(), Manifest.start(List.of("test")));
  }

  private static ResultRow row(SuiteOutcome outcome, String embedding, String metric) {
    return outcome.results().results().stream()
        .filter(row -> row.embedding().equals(embedding) && row.metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }
}
