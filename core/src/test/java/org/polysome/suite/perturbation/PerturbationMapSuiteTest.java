package org.polysome.suite.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.provenance.Manifest;
import org.polysome.suite.Baselines;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.Metric;
import org.polysome.suite.ResultRow;
import org.polysome.suite.SideTable;
import org.polysome.suite.SuiteContract;
import org.polysome.suite.SuiteOutcome;
import org.polysome.suite.SuiteRun;

@Tag("slow")
class PerturbationMapSuiteTest extends SuiteContract {

  private static final BenchmarkSettings SETTINGS =
      new BenchmarkSettings(
          Optional.of("perturbation"),
          Optional.of("batch"),
          Optional.empty(),
          Baselines.NONE,
          Optional.empty(),
          Optional.empty(),
          2,
          0);
  private static final String BEST = "perturbation";

  @TempDir Path folder;
  private final SmallScreen screen = new SmallScreen();

  @Override
  protected Sample sample(Path at) {
    Path known = at.resolve("Known.txt");
    try {
      Files.writeString(known, "entity1,entity2\ntype1,type2\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Sample(
        new PerturbationMapSuite("type0", List.of(known)), SETTINGS.withLabel("cell_type"));
  }

  /**
   * Both embeddings mix batches alike, of three labels five find all, and of the one perturbation
   * that decoders do not see neither tells anything; other tests plant what these metrics see.
   */
  @Override
  protected Optional<String> worse(Metric metric) {
    return Optional.of("X_noise")
        .filter(name -> !metric.name().startsWith("ilisi"))
        .filter(name -> !metric.name().endsWith("_top5"))
        .filter(name -> !metric.name().equals("structural_integrity"));
  }

  @Test
  void aGoodEmbeddingBeatsNoiseInEveryTaskThatItShould() throws IOException {
    SuiteOutcome outcome = judge(List.of(database("gene1,gene8\n")));
    for (String metric :
        List.of(
            "linear_top1",
            "linear_top5",
            "knn_top1",
            "knn_top5",
            "perturbation_consistency",
            "relationship_recall",
            "overall")) {
      assertThat(value(outcome, "X_good", metric))
          .as(metric)
          .isGreaterThan(value(outcome, "X_noise", metric) + 0.1);
    }
    assertThat(value(outcome, "X_good", "perturbation_consistency")).isEqualTo(1);
    assertThat(value(outcome, "X_noise", "perturbation_consistency")).isZero();
    assertThat(value(outcome, "X_good", "relationship_recall")).isEqualTo(1);
    assertThat(row(outcome, "X_good", "relationship_recall_known", BEST).value()).hasValue(1);
    assertThat(row(outcome, "X_good", "overall", BEST).flavor())
        .isEqualTo(
            "mean of mixing, linear, neighbours, consistency, relationships, reconstruction");
  }

  @Test
  void batchesMixOnceTheyAreCentredAndTheNoteSaysWhatWasBest() {
    SuiteOutcome outcome = judge(List.of());
    double given = row(outcome, "X_good", "ilisi", "perturbation-none").value().orElseThrow();
    ResultRow centred = row(outcome, "X_good", "ilisi", "perturbation-centre");
    assertThat(given).isLessThan(0.4);
    assertThat(centred.value().orElseThrow()).isGreaterThan(0.6);
    assertThat(centred.flavor()).isEqualTo("polysome, centre");
    assertThat(value(outcome, "X_good", "ilisi"))
        .isGreaterThanOrEqualTo(centred.value().orElseThrow());
    assertThat(outcome.results().settings().inputs().getFirst().notes())
        .anyMatch(note -> note.startsWith("best post-processing of X_good: mixing "));
    assertThat(row(outcome, "X_good", "relationship_recall", BEST).status())
        .isEqualTo("not-available");
  }

  @Test
  void theTableSaysOfEveryPerturbationWhetherItPasses() {
    SideTable table = judge(List.of()).tables().getFirst();
    assertThat(table.file()).isEqualTo("consistency.csv");
    List<List<String>> good =
        table.lines().stream().filter(line -> line.get(1).equals("X_good")).toList();
    assertThat(good).hasSize(9);
    assertThat(good.getFirst().subList(2, 8))
        .containsExactly("control", "54", "", "", "true", "control");
    assertThat(good.subList(1, 9))
        .allSatisfy(line -> assertThat(line.subList(6, 8)).containsExactly("true", "p <= 0.05"));
    assertThat(table.lines())
        .filteredOn(line -> line.get(1).equals("X_noise") && !line.get(2).equals("control"))
        .hasSize(8)
        .allSatisfy(line -> assertThat(line.subList(6, 8)).containsExactly("false", "p > 0.05"));
  }

  @Test
  void theNetworkDecodesBesideTheLinearModelWhichCounts() {
    var asked = List.of(ScreenDecoder.MLP, ScreenDecoder.LINEAR);
    var none = List.of(PostProcessing.NONE);
    var with = judge(new PerturbationMapSuite("control", List.of(), none, asked), SETTINGS);
    var linear = List.of(ScreenDecoder.LINEAR);
    var without = judge(new PerturbationMapSuite("control", List.of(), none, linear), SETTINGS);
    for (String metric : List.of("spearman", "structural_integrity")) {
      ResultRow network = row(with, "X_good", "mlp_" + metric, BEST);
      assertThat(network.value()).as(metric).isPresent();
      assertThat(network.flavor()).startsWith("unscaled-mlp-3-hidden-mse-adamw");
      assertThat(row(with, "X_good", metric, BEST)).isEqualTo(row(without, "X_good", metric, BEST));
    }
    assertThat(row(with, "X_good", "overall", BEST))
        .isEqualTo(row(without, "X_good", "overall", BEST));
    var alone =
        judge(
            new PerturbationMapSuite("control", List.of(), none, List.of(ScreenDecoder.MLP)),
            SETTINGS);
    assertThat(row(alone, "X_good", "mlp_spearman", BEST))
        .isEqualTo(row(with, "X_good", "mlp_spearman", BEST));
    assertThat(alone.results().settings().protocol().get("Reconstruction"))
        .startsWith("decoder mlp to log-normalised")
        .endsWith("mlp counts");
  }

  @Test
  void labelsAtRandomAreNotConsistentAndNotFound() {
    screen.perturbation =
        cell ->
            Optional.of(
                List.of("control", "a", "b", "c", "d", "e").get((cell * 7919 + cell / 11) % 6));
    SuiteOutcome outcome = judge(List.of());
    assertThat(value(outcome, "X_noise", "perturbation_consistency")).isZero();
    assertThat(value(outcome, "X_noise", "linear_top1")).isLessThan(0.4);
  }

  @Test
  void silentGenesAreANullWhereThereAreEnough() {
    screen.silentFrom = 20;
    screen.perturbation =
        cell ->
            Optional.of(
                cell % 9 == 0
                    ? "control"
                    : cell % 9 < 4 ? "gene" + cell % 9 : "gene" + (20 + cell % 25));
    SuiteOutcome outcome = judge(List.of());
    List<ResultRow> rows =
        outcome.results().results().stream()
            .filter(row -> row.embedding().equals("X_good") && row.group().equals(BEST))
            .filter(row -> row.metric().equals("perturbation_consistency"))
            .toList();
    assertThat(rows)
        .extracting(ResultRow::flavor)
        .containsExactly("txfm", "tx-evaluation, best", "efaar-0.1, best");
    assertThat(rows.get(1).value()).hasValue(1);
  }

  @Test
  void aBatchWithoutControlsLeavesOnlyWhatNeedsNone() {
    screen.perturbation =
        cell ->
            Optional.of(
                cell % 9 == 0 && cell / 9 % 4 != 3 ? "control" : "gene" + Math.max(1, cell % 9));
    SuiteOutcome outcome = judge(List.of());
    for (String group :
        List.of("perturbation-centre", "perturbation-centre-scale", "perturbation-tvn")) {
      assertThat(row(outcome, "X_good", "ilisi", group).status()).isEqualTo("no-control");
      assertThat(row(outcome, "X_good", "spearman", group).status()).isEqualTo("no-control");
    }
    assertThat(row(outcome, "X_good", "ilisi", BEST).status()).isEqualTo("ok");
    assertThat(outcome.results().settings().inputs().getFirst().notes())
        .anyMatch(
            note -> note.startsWith("1 of 4 batches have fewer than two controls, such as batch3"));
  }

  @Test
  void oneBatchCanBeNeitherMixedNorSplit() {
    screen.batch = cell -> Optional.of("only");
    SuiteOutcome outcome = judge(List.of());
    assertThat(row(outcome, "X_good", "ilisi", BEST).status()).isEqualTo("single-batch");
    assertThat(row(outcome, "X_good", "knn_top1", BEST).status()).isEqualTo("single-batch");
    assertThat(row(outcome, "X_good", "spearman", BEST).status()).isEqualTo("too-few-cells");
    assertThat(value(outcome, "X_good", "perturbation_consistency")).isEqualTo(1);
    assertThat(row(outcome, "X_good", "overall", BEST).flavor()).isEqualTo("mean of consistency");
  }

  @Test
  void controlsAloneHaveNothingToShow() {
    screen.perturbation = cell -> Optional.of("control");
    SuiteOutcome outcome = judge(List.of());
    assertThat(row(outcome, "X_good", "perturbation_consistency", BEST).status())
        .isEqualTo("not-available");
    assertThat(row(outcome, "X_good", "linear_top1", BEST).status()).isEqualTo("single-label");
  }

  @Test
  void aControlThatNoCellHasIsNamed() {
    assertThatThrownBy(() -> judge(new PerturbationMapSuite("non-targeting", List.of()), SETTINGS))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "has 'non-targeting' as its 'perturbation', so there is no control; there are: control, gene1,");
  }

  @Test
  void batchesAreNeeded() {
    assertThatThrownBy(
            () ->
                judge(
                    new PerturbationMapSuite("control", List.of()),
                    BenchmarkSettings.of("perturbation")))
        .isInstanceOf(UsageException.class)
        .hasMessage("‹batch›: the suite perturbation-map needs a column of obs with batches");
  }

  @Test
  void theSameTwice() {
    SuiteOutcome first = judge(List.of());
    SuiteOutcome second = judge(List.of());
    assertThat(second.results().results()).isEqualTo(first.results().results());
    assertThat(second.tables()).isEqualTo(first.tables());
  }

  private Path database(String pairs) throws IOException {
    return Files.writeString(folder.resolve("Known.txt"), "entity1,entity2\n" + pairs);
  }

  private SuiteOutcome judge(List<Path> databases) {
    return judge(new PerturbationMapSuite("control", databases), SETTINGS);
  }

  private SuiteOutcome judge(PerturbationMapSuite suite, BenchmarkSettings settings) {
    Path file = screen.write(folder.resolve("screen.h5ad"));
    return new SuiteRun(suite, settings)
        .judge(List.of(file), List.of(), Manifest.start(List.of("test")));
  }

  private static double value(SuiteOutcome outcome, String embedding, String metric) {
    return row(outcome, embedding, metric, BEST).value().orElseThrow();
  }

  private static ResultRow row(
      SuiteOutcome outcome, String embedding, String metric, String group) {
    return outcome.results().results().stream()
        .filter(row -> row.embedding().equals(embedding) && row.group().equals(group))
        .filter(row -> row.metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }
}
