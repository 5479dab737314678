package org.polysome.suite.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.polysome.suite.annotation.FoundRows.row;
import static org.polysome.suite.annotation.FoundRows.value;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.anndata.AnnDataFile;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.graph.Points;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.probe.ProbeProtocol;
import org.polysome.provenance.Manifest;
import org.polysome.suite.Baselines;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.Confusion;
import org.polysome.suite.InputRecord;
import org.polysome.suite.JudgedModel;
import org.polysome.suite.Metric;
import org.polysome.suite.ResultRow;
import org.polysome.suite.SmallData;
import org.polysome.suite.SuiteContract;
import org.polysome.suite.SuiteOutcome;
import org.polysome.suite.SuiteRun;
import org.polysome.suite.Suites;
import org.polysome.suite.map.Picture;

@Tag("slow")
class AnnotationSuiteTest extends SuiteContract {

  private static final BenchmarkSettings SETTINGS =
      BenchmarkSettings.of("cell_type").withBatch("batch");

  @TempDir Path folder;
  private final SmallData data = new SmallData();
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("cells.h5ad");
  }

  @Override
  protected Sample sample(Path at) {
    return new Sample(
        new AnnotationSuite(),
        new BenchmarkSettings(
            SETTINGS.label(),
            SETTINGS.batch(),
            Optional.empty(),
            Baselines.NONE,
            Optional.empty(),
            Optional.empty(),
            2,
            0));
  }

  /** How sure a probe is says nothing of an embedding, unless it is right as well. */
  @Override
  protected Optional<String> worse(Metric metric) {
    return Optional.of("X_noise").filter(name -> !metric.name().endsWith("calibration_error"));
  }

  @Test
  void judgesEmbeddingsAndBaselinesOnBothKindsOfSplit() {
    SuiteOutcome outcome = judge(AnnotationOptions.defaults(), SETTINGS);
    assertThat(outcome.results().results()).hasSize(5 * 2 * 3 * 4);
    for (String group : List.of("stratified", "by-batch")) {
      assertThat(value(outcome, "X_good", "knn_accuracy", group)).isGreaterThan(0.9);
      assertThat(value(outcome, "X_good", "linear_macro_f1", group)).isGreaterThan(0.9);
      assertThat(value(outcome, "X_noise", "knn_accuracy", group)).isBetween(0.15, 0.55);
      assertThat(value(outcome, "baseline/pca", "linear_accuracy", group)).isGreaterThan(0.9);
      assertThat(value(outcome, "baseline/hvg_1k", "knn_macro_f1", group)).isGreaterThan(0.8);
      assertThat(value(outcome, "baseline/shuffled_labels", "knn_accuracy", group))
          .isBetween(0.1, 0.6);
    }
    assertThat(outcome.results().settings().inputs().getFirst().expression())
        .isEqualTo("X: raw counts, scaled to 10,000 a cell, log1p");
    assertThat(outcome.pictures())
        .extracting(Picture::embedding)
        .containsExactly("X_good", "X_noise");
    assertThat(outcome.results().provenance().inputs().getFirst().path())
        .isEqualTo(file.toString());
  }

  @Test
  void valuesLieInTheirIntervalsAndConfusionsCountEveryTest() {
    SuiteOutcome outcome = judge(SETTINGS.withBaselines(Baselines.NONE));
    for (ResultRow row : outcome.results().results()) {
      double value = row.value().orElseThrow();
      assertThat(row.sd()).isPresent();
      if (Suites.metric(row.metric()).kind() == Metric.Kind.CERTAINTY) {
        assertThat(value).isBetween(0.0, 2.0);
        continue;
      }
      assertThat(value)
          .isBetween(row.interval().orElseThrow().low(), row.interval().orElseThrow().high());
    }
    Confusion confusion = outcome.confusions().getFirst();
    assertThat(confusion.matrix().total()).isEqualTo(5 * 30);
    assertThat(confusion.labels()).containsExactly("type0", "type1", "type2");
  }

  @Test
  void theOrderOfCellsDoesNotMatter() {
    BenchmarkSettings alone = SETTINGS.withBaselines(Baselines.NONE);
    SuiteOutcome inOrder = judge(AnnotationOptions.defaults(), alone);
    List<Integer> cells = new java.util.ArrayList<>(Arrays.stream(data.order).boxed().toList());
    Collections.shuffle(cells, new Random(5));
    data.order = cells.stream().mapToInt(Integer::intValue).toArray();
    SuiteOutcome shuffled = judge(AnnotationOptions.defaults(), alone);
    for (String metric : List.of("knn_accuracy", "linear_macro_f1", "mlp_accuracy", "mlp_brier")) {
      assertThat(value(shuffled, "X_noise", metric, "stratified"))
          .isEqualTo(value(inOrder, "X_noise", metric, "stratified"), Offset.offset(1e-9));
    }
  }

  @Test
  void cellsWithoutALabelAndSmallClassesAreLeftOutAndNamed() {
    data.label =
        cell ->
            cell < 4
                ? Optional.of("rare")
                : cell < 20 ? Optional.empty() : Optional.of("type" + cell % 3);
    InputRecord met = judge(SETTINGS).results().settings().inputs().getFirst();
    assertThat(met.cells()).isEqualTo(150);
    assertThat(met.judged()).isEqualTo(130);
    assertThat(met.withoutLabel()).isEqualTo(16);
    assertThat(met.smallClasses()).containsEntry("rare", 4).hasSize(1);
    assertThat(met.notes()).anyMatch(note -> note.contains("rare"));
  }

  @Test
  void whatHasNoMeaningIsNullWithAStatus() {
    data.batch = cell -> Optional.of("only");
    SuiteOutcome outcome = judge(SETTINGS);
    assertThat(row(outcome, "X_good", "knn_accuracy", "by-batch").status())
        .isEqualTo("single-batch");
    assertThat(row(outcome, "X_good", "knn_accuracy", "by-batch").value()).isEmpty();
    assertThat(row(outcome, "X_good", "knn_accuracy", "stratified").status()).isEqualTo("ok");
    data.label = cell -> Optional.of("same");
    assertThat(row(judge(SETTINGS), "X_good", "linear_macro_f1", "stratified").status())
        .isEqualTo("single-label");
    data.label = cell -> Optional.of("own" + cell);
    assertThat(row(judge(SETTINGS), "X_good", "linear_macro_f1", "stratified").status())
        .isEqualTo("too-few-cells");
  }

  @Test
  void aClassOfOneBatchIsNotTestedWithoutTraining() {
    data.label = cell -> Optional.of(cell / 7 % 3 == 1 ? "there" : "type" + cell % 2);
    SuiteOutcome outcome = judge(SETTINGS);
    assertThat(outcome.results().settings().inputs().getFirst().notes())
        .anyMatch(note -> note.startsWith("by-batch: 49 tests of cells left out"));
  }

  @Test
  void wrongColumnsAndKeysAreRefusedNamingThoseThatAreThere() {
    assertThatThrownBy(() -> judge(BenchmarkSettings.of("celltype")))
        .isInstanceOf(DataException.class)
        .hasMessage(file + " has no obs column 'celltype'; there are: cell_type, batch, empty");
    assertThatThrownBy(() -> judge(BenchmarkSettings.of("empty")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'empty'")
        .hasMessageContaining("no value in any cell");
    assertThatThrownBy(() -> judge(SETTINGS.withEmbeddings(List.of("X_bad"))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("X_good");
    data.poison = Float.NaN;
    assertThatThrownBy(() -> judge(SETTINGS))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'X_good'")
        .hasMessageContaining("NaN in cell 'cell17', dimension 3");
    data.embeddings = false;
    assertThatThrownBy(() -> judge(SETTINGS.withBaselines(Baselines.NONE)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no numeric embedding");
  }

  @Test
  void baselinesMayBeJudgedAlone() {
    data.embeddings = false;
    assertThat(judge(SETTINGS).results().results())
        .extracting(ResultRow::embedding)
        .contains("baseline/pca", "baseline/hvg_1k", "baseline/shuffled_labels");
  }

  @Test
  void modelsAreJudgedBesideTheirUntrainedTwins() {
    data.embeddings = false;
    data.write(file);
    SuiteOutcome outcome =
        new SuiteRun(new AnnotationSuite(), SETTINGS)
            .judge(
                List.of(file),
                List.of(new FakeModel(cells -> Points.clusters(cells.obs().rows(), 3, 3))),
                Manifest.start(List.of("test")));
    assertThat(value(outcome, "fake", "knn_accuracy", "stratified")).isEqualTo(1);
    assertThat(value(outcome, "fake/random_weights", "knn_accuracy", "stratified")).isLessThan(0.7);
    InputRecord met = outcome.results().settings().inputs().getFirst();
    assertThat(met.seenInTraining()).containsEntry("fake", 150);
    assertThat(outcome.pictures()).extracting(Picture::embedding).containsExactly("fake");
  }

  @Test
  void anEmbeddingOfARunThatTheFileHoldsIsJudgedOnce() {
    data.write(file);
    SuiteOutcome outcome =
        new SuiteRun(new AnnotationSuite(), SETTINGS)
            .judge(
                List.of(file),
                List.of(new FakeModel(cells -> cells.embedding("X_good"))),
                Manifest.start(List.of("test")));
    assertThat(outcome.results().results())
        .extracting(ResultRow::embedding)
        .contains("X_good", "fake/random_weights")
        .doesNotContain("fake");
    assertThat(outcome.results().settings().inputs().getFirst().notes())
        .contains("'X_good' is what fake gives, and is judged once");
  }

  private record FakeModel(Function<AnnDataFile, DenseMatrix> embedding) implements JudgedModel {
    @Override
    public String name() {
      return "fake";
    }

    @Override
    public DenseMatrix embed(AnnDataFile cells) {
      return embedding.apply(cells);
    }

    @Override
    public Optional<DenseMatrix> embedUntrained(AnnDataFile cells) {
      return Optional.of(Points.normal(cells.obs().rows(), 3, 1));
    }

    @Override
    public OptionalInt seenInTraining(AnnDataFile cells, int[] rows) {
      return OptionalInt.of(rows.length);
    }
  }

  /** Without the MLP, for tests that are not about probes. */
  private SuiteOutcome judge(BenchmarkSettings settings) {
    return judge(
        new AnnotationOptions(
            ProbeProtocol.CONVERGED, Optional.of(List.of("knn", "linear")), Optional.empty()),
        settings);
  }

  private SuiteOutcome judge(AnnotationOptions options, BenchmarkSettings settings) {
    data.write(file);
    return new SuiteRun(new AnnotationSuite(options), settings)
        .judge(List.of(file), List.of(), Manifest.start(List.of("test")));
  }
}
