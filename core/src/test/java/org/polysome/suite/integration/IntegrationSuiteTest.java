package org.polysome.suite.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.fault.UsageException;
import org.polysome.provenance.Manifest;
import org.polysome.suite.Baselines;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.CellChoice;
import org.polysome.suite.Metric;
import org.polysome.suite.ResultRow;
import org.polysome.suite.SmallData;
import org.polysome.suite.SuiteContract;
import org.polysome.suite.SuiteOutcome;
import org.polysome.suite.SuiteRun;
import org.polysome.suite.map.Picture;

class IntegrationSuiteTest extends SuiteContract {

  private static final BenchmarkSettings SETTINGS =
      BenchmarkSettings.of("cell_type").withBatch("batch");

  @TempDir Path folder;
  private final SmallData data = new SmallData();

  private static final Set<String> OF_BATCHES =
      Set.of("batch", "avg_batch", "silhouette_batch", "bras", "ilisi", "kbet", "pcr");

  @Override
  protected SmallData data() {
    SmallData data = new SmallData();
    data.batchEffect = true;
    data.more.put("time", cell -> Optional.of(Integer.toString(cell % 3)));
    return data;
  }

  @Override
  protected Sample sample(Path at) {
    var cycle = new Conservation.CycleGenes(List.of("gene0", "gene3"), List.of("gene1", "gene4"));
    return new Sample(
        new IntegrationSuite(
            IntegrationFlavors.ALL,
            false,
            new Conservation(Optional.of("time"), Optional.of(cycle), true)),
        SETTINGS.withBaselines(Baselines.NONE));
  }

  /** Batches explain nothing of the small data's expression, so that none of it can be removed. */
  @Override
  protected Optional<String> worse(Metric metric) {
    return Optional.of(OF_BATCHES.contains(metric.name()) ? "X_batches" : "X_noise")
        .filter(name -> !metric.name().equals("pcr_comparison"));
  }

  @Test
  void aGoodEmbeddingKeepsBiologyAndNoiseMixesAsWell() {
    SuiteOutcome outcome = judge(SETTINGS, IntegrationFlavors.ALL);
    for (String flavor : List.of("scib-metrics-0.6", "scib-1.2")) {
      for (String metric : List.of("nmi", "ari", "silhouette_label", "clisi", "bio", "avg_bio")) {
        assertThat(value(outcome, "X_good", metric, flavor))
            .as("%s of %s", metric, flavor)
            .isGreaterThan(value(outcome, "X_noise", metric, flavor));
      }
      assertThat(value(outcome, "X_noise", "ilisi", flavor)).isGreaterThan(0.6);
      assertThat(value(outcome, "X_noise", "pcr_comparison", flavor)).isBetween(0.0, 1.0);
      assertThat(value(outcome, "X_noise", "pcr", flavor)).isBetween(0.0, 0.2);
      assertThat(value(outcome, "X_good", "overall", flavor))
          .isEqualTo(
              0.6 * value(outcome, "X_good", "bio", flavor)
                  + 0.4 * value(outcome, "X_good", "batch", flavor));
      assertThat(value(outcome, "baseline/shuffled_labels", "nmi", flavor))
          .isLessThan(value(outcome, "X_good", "nmi", flavor) / 2);
    }
    assertThat(outcome.results().suite()).isEqualTo("integration");
    assertThat(outcome.pictures())
        .extracting(Picture::embedding)
        .containsExactly("X_good", "X_noise", "baseline/pca");
    assertThat(outcome.results().results())
        .extracting(ResultRow::group)
        .containsOnly("bio", "batch", "overall");
  }

  @Test
  void oneBatchHasNothingToMix() {
    data.batch = cell -> Optional.of("only");
    SuiteOutcome outcome =
        judge(SETTINGS.withBaselines(Baselines.NONE), IntegrationFlavors.SCIB_METRICS);
    assertThat(row(outcome, "X_good", "ilisi", "scib-metrics-0.6").status())
        .isEqualTo("single-batch");
    assertThat(row(outcome, "X_good", "bras", "scib-metrics-0.6").status())
        .isEqualTo("single-batch");
    assertThat(value(outcome, "X_good", "nmi", "scib-metrics-0.6")).isGreaterThan(0.5);
  }

  @Test
  void cellsWithoutABatchAreLeftOutAndCounted() {
    data.batch = cell -> cell < 9 ? Optional.empty() : Optional.of("batch" + cell % 2);
    SuiteOutcome outcome =
        judge(SETTINGS.withBaselines(Baselines.NONE), IntegrationFlavors.SCIB_METRICS);
    assertThat(outcome.results().settings().inputs().getFirst().notes())
        .contains("9 cells have no ‘batch’; left out");
  }

  @Test
  void anIndexOfNeighboursSaysHowManyItFound() {
    Path file = data.write(folder.resolve("cells.h5ad"));
    SuiteOutcome outcome =
        new SuiteRun(
                new IntegrationSuite(IntegrationFlavors.SCIB_METRICS, true, Conservation.NONE),
                SETTINGS.withBaselines(Baselines.NONE))
            .judge(List.of(file), List.of(), Manifest.start(List.of("test")));
    assertThat(outcome.results().settings().inputs().getFirst().notes())
        .anyMatch(note -> note.startsWith("X_good: the index found 100.0 % of the true"));
    assertThat(outcome.results().settings().protocol().get("Neighbours")).startsWith("by an index");
    SuiteOutcome exact =
        judge(SETTINGS.withBaselines(Baselines.NONE), IntegrationFlavors.SCIB_METRICS);
    assertThat(value(outcome, "X_good", "ilisi", "scib-metrics-0.6"))
        .isEqualTo(value(exact, "X_good", "ilisi", "scib-metrics-0.6"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.25, 0.6})
  void theScoreOfAvgBioAndAvgBatchIsWeighted(double share) {
    Path file = data.write(folder.resolve("cells.h5ad"));
    SuiteOutcome outcome =
        new SuiteRun(
                new IntegrationSuite(
                    IntegrationFlavors.SCIB, false, Conservation.NONE, share, CellChoice.ALL),
                SETTINGS.withBaselines(Baselines.NONE))
            .judge(List.of(file), List.of(), Manifest.start(List.of("test")));
    String flavor = "scib-1.2";
    double bio = value(outcome, "X_good", "avg_bio", flavor);
    double batch = value(outcome, "X_good", "avg_batch", flavor);
    assertThat(value(outcome, "X_good", "avg_overall", flavor))
        .isCloseTo(share * bio + (1 - share) * batch, within(1e-12));
  }

  @Test
  void aShareIsBetweenNoneAndAll() {
    assertThatThrownBy(
            () ->
                new IntegrationSuite(
                    IntegrationFlavors.SCIB, false, Conservation.NONE, 60, CellChoice.ALL))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("bio-share: 60.0");
  }

  @Test
  void bothColumnsAreNeeded() {
    assertThatThrownBy(
            () -> judge(BenchmarkSettings.of("cell_type"), IntegrationFlavors.SCIB_METRICS))
        .isInstanceOf(UsageException.class)
        .hasMessage("‹batch›: the suite integration needs a column of obs with batches");
  }

  private SuiteOutcome judge(BenchmarkSettings settings, IntegrationFlavors flavors) {
    Path file = data.write(folder.resolve("cells.h5ad"));
    return new SuiteRun(new IntegrationSuite(flavors), settings)
        .judge(List.of(file), List.of(), Manifest.start(List.of("test")));
  }

  private static double value(
      SuiteOutcome outcome, String embedding, String metric, String flavor) {
    return row(outcome, embedding, metric, flavor).value().orElseThrow();
  }

  private static ResultRow row(
      SuiteOutcome outcome, String embedding, String metric, String flavor) {
    return outcome.results().results().stream()
        .filter(row -> row.embedding().equals(embedding))
        .filter(row -> row.metric().equals(metric) && row.flavor().equals(flavor))
        .findFirst()
        .orElseThrow();
  }
}
