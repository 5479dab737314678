package org.polysome.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.experiment.Experiment;
import org.polysome.fault.UsageException;
import org.polysome.matrix.DenseMatrix;
import org.polysome.suite.baseline.TrainedBaseline;
import org.polysome.suite.integration.IntegrationFlavors;
import org.polysome.suite.integration.IntegrationSuite;

class BaselineContendersTest {

  private static final BenchmarkSettings SETTINGS =
      BenchmarkSettings.of("cell_type").withBatch("batch");
  private static final int[] EVERY = IntStream.range(0, SmallData.CELLS).toArray();

  @TempDir Path folder;
  private final SmallData data = new SmallData();

  /** Recipes with a few steps. */
  private static SuiteTools tools() {
    return SuiteTools.plain()
        .withRecipes(
            (recipe, changes) -> {
              List<String> few = new ArrayList<>(changes);
              few.add("train.max-steps=20");
              return Experiment.load(recipe, few).plan();
            });
  }

  @Test
  void allAreFiniteHaveTheirNamesAndAreTheSameAgain() {
    judge(
        SETTINGS.withBaselines(Baselines.ALL),
        input -> {
          List<Contender> contenders = input.contenders();
          assertThat(contenders)
              .extracting(Contender::name)
              .containsExactly(
                  "X_good",
                  "X_noise",
                  "baseline/pca",
                  "baseline/hvg_1k",
                  "baseline/raw",
                  "baseline/log",
                  "baseline/ridge_pca",
                  "baseline/pca_10",
                  "baseline/pca_20",
                  "baseline/linear_autoencoder",
                  "baseline/scvi",
                  "baseline/harmony",
                  "baseline/shuffled_labels");
          contenders.forEach(BaselineContendersTest::requireFinite);
          assertThat(input.record().notes())
              .contains(
                  "baseline/pca_50, baseline/pca_100, baseline/pca_200 left out: there are at most 40 components",
                  "baseline/hvg_2k left out: there are 40 genes",
                  "baseline/hvg_5k left out: there are 40 genes",
                  "baseline/linear_autoencoder and baseline/scvi were fitted once to all judged cells, those of tests too, without their labels");
          requireVectorsOfGenes(input.trained().orElseThrow());
          judge(
              SETTINGS.withBaselines(Baselines.ALL),
              again -> {
                for (int i = 0; i < contenders.size(); i++) {
                  assertThat(again.contenders().get(i).embed(EVERY).values())
                      .isEqualTo(contenders.get(i).embed(EVERY).values());
                }
              });
        });
  }

  private static void requireFinite(Contender contender) {
    DenseMatrix points = contender.embed(EVERY);
    assertThat(points.rows()).isEqualTo(SmallData.CELLS);
    assertThat(DoubleStream.of(points.values())).isNotEmpty().allMatch(Double::isFinite);
    assertThat(Arrays.stream(points.values()).distinct().count())
        .as(contender.name())
        .isGreaterThan(50);
  }

  private static void requireVectorsOfGenes(TrainedBaselines trained) {
    var scvi = trained.of(TrainedBaseline.scvi());
    assertThat(trained.of(TrainedBaseline.scvi())).isSameAs(scvi);
    for (GeneVectors vectors :
        List.of(scvi.codebook().orElseThrow(), scvi.decoder().orElseThrow())) {
      assertThat(vectors.genes()).hasSize(40).contains("gene0", "gene39");
      assertThat(vectors.vectors().columns()).isEqualTo(128);
    }
    var linear = trained.of(TrainedBaseline.linearAutoencoder());
    assertThat(linear.decoder().orElseThrow().vectors().columns()).isEqualTo(50);
  }

  @Test
  void withoutCountsThoseThatNeedThemAreLeftOut() {
    data.normalised = true;
    judge(
        SETTINGS.withBaselines(Baselines.ALL),
        input -> {
          assertThat(input.contenders())
              .extracting(Contender::name)
              .contains("baseline/log", "baseline/pca_20")
              .doesNotContain("baseline/raw", "baseline/scvi", "baseline/linear_autoencoder");
          assertThat(input.record().notes())
              .contains(
                  "no baselines of raw counts: there are none in the file",
                  "baseline/linear_autoencoder and baseline/scvi left out: they need raw counts and recipes");
        });
  }

  @Test
  void harmonyNeedsBatches() {
    BenchmarkSettings all = BenchmarkSettings.of("cell_type").withBaselines(Baselines.ALL);
    data.normalised = true;
    judge(
        all,
        input -> {
          assertThat(input.contenders())
              .extracting(Contender::name)
              .doesNotContain("baseline/harmony");
          assertThat(input.record().notes())
              .contains("baseline/harmony left out: it needs at least two batches");
        });
    data.batch = cell -> cell < 10 ? Optional.empty() : Optional.of("batch" + cell % 2);
    judge(
        all.withBatch("batch"),
        input ->
            assertThat(input.contenders())
                .filteredOn(contender -> contender.name().equals("baseline/harmony"))
                .singleElement()
                .satisfies(BaselineContendersTest::requireFinite));
  }

  @Test
  void geneVectorsAreABaselineWhereTheyAreGiven() throws IOException {
    Path vectors =
        Files.writeString(folder.resolve("vectors.tsv"), "gene0\t1\t0\ngene1\t0\t1\ngeneX\t1\t1\n");
    judge(
        SETTINGS.withGeneVectors(vectors),
        input -> {
          assertThat(input.contenders())
              .extracting(Contender::name)
              .containsExactly(
                  "X_good",
                  "X_noise",
                  "baseline/pca",
                  "baseline/hvg_1k",
                  "baseline/gene_vectors",
                  "baseline/shuffled_labels");
          assertThat(input.record().notes())
              .anyMatch(note -> note.startsWith("gene vectors: 2 of 40 genes have one"));
        });
    assertThatThrownBy(() -> SETTINGS.withGeneVectors(vectors).withBaselines(Baselines.NONE))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("‹gene-vectors›");
  }

  private void judge(BenchmarkSettings settings, Consumer<JudgedInput> check) {
    try (AnnDataFile file = AnnDataFiles.open(data.write(folder.resolve("cells.h5ad")))) {
      check.accept(
          new JudgedInput(
              file,
              new JudgedInput.Judged(
                  settings, new IntegrationSuite(IntegrationFlavors.SCIB_METRICS), List.of()),
              tools()));
    }
  }
}
