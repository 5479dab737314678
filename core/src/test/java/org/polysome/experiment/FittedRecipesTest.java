package org.polysome.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.corpus.Corpus;
import org.polysome.fault.UsageException;
import org.polysome.graph.spectral.Pca;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;
import org.polysome.model.FittedModel;
import org.polysome.progress.Progress;
import org.polysome.tokenizer.Cell;
import org.polysome.train.DryRun;
import org.polysome.train.OpenRun;
import org.polysome.train.Pretraining;
import org.polysome.train.Run;
import org.polysome.train.TinyCorpus;
import org.polysome.train.embed.EmbedRequest;
import org.polysome.train.embed.FileEmbedding;
import org.polysome.train.store.CheckpointFiles;
import org.polysome.train.store.Checkpoints;

/** Every recipe of a fitted model makes a run that embeds. */
class FittedRecipesTest {

  private static final int CELLS = 150;

  @TempDir static Path shared;
  private static Path corpus;

  @TempDir Path folder;

  @BeforeAll
  static void corpus() {
    corpus = TinyCorpus.write(shared, CELLS);
  }

  static Stream<String> recipes() {
    return Recipes.all().stream()
        .map(Recipe::name)
        .filter(name -> Experiment.load(name, List.of()).plan().model() instanceof FittedModel);
  }

  /** In the size of the made-up cells, which have 120 genes. */
  private static Experiment load(String recipe, String... settings) {
    List<String> all = new ArrayList<>(List.of("data.corpus=" + corpus));
    all.add(recipe.equals("hvg") ? "model.count=30" : "model.components=8");
    all.addAll(Arrays.asList(settings));
    return Experiment.load(recipe, all);
  }

  private Run fit(Experiment experiment, String name) {
    return Pretraining.start(
        experiment.plan(),
        new Pretraining.Target(folder.resolve(name), false, List.of("test")),
        Progress.silent());
  }

  private DenseMatrix embed(Run run, int batchSize) {
    Path output = folder.resolve("out" + batchSize + ".h5ad");
    EmbedRequest plain = EmbedRequest.of(run.folder(), shared.resolve("cells.h5ad"), output);
    FileEmbedding.run(
        new EmbedRequest(
            plain.run(),
            plain.input(),
            plain.output(),
            true,
            plain.model(),
            plain.counts(),
            plain.key(),
            batchSize,
            plain.threads()),
        Progress.silent());
    try (AnnDataFile file = AnnDataFiles.open(output)) {
      return file.embedding(EmbedRequest.DEFAULT_KEY);
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void fitsAndEmbedsAnyFileAloneOrInCompany(String recipe) {
    Experiment experiment = load(recipe);
    assertThat(DryRun.text(experiment.plan())).contains("cells: 150 to fit to", "fitted and not");
    Run run = fit(experiment, recipe);
    assertThat(Run.open(run.folder()).plan()).isEqualTo(run.plan());
    DenseMatrix vectors = embed(run, 64);
    assertThat(vectors.rows()).isEqualTo(CELLS);
    assertThat(vectors.columns()).isEqualTo(recipe.equals("hvg") ? 30 : 8);
    assertThat(Arrays.stream(vectors.values()).distinct().count()).isGreaterThan(CELLS);
    assertThat(embed(run, 1).values()).containsExactly(vectors.values(), within(1e-6));
  }

  @Test
  void thePcaOfACorpusIsThatOfItsDenseMatrix() {
    Run run = fit(load("pca", "model.passes=40"), "pca");
    try (Corpus cells = Corpus.open(corpus);
        OpenRun embedder = run.open()) {
      List<Cell> all = new ArrayList<>();
      DenseMatrix dense = DenseMatrix.zeros(CELLS, cells.vocabulary().size());
      for (int row = 0; row < CELLS; row++) {
        Cell cell = cells.cell(row);
        double total = 0;
        for (float count : cell.counts()) {
          total += count;
        }
        for (int i = 0; i < cell.size(); i++) {
          dense.values()[row * dense.columns() + cell.genes()[i]] =
              Math.log1p(1e5 * cell.counts()[i] / total);
        }
        all.add(cell);
      }
      Pca full = Pca.fit(RowOperator.of(dense), 8, 0);
      double[] expected = full.project(dense).values();
      float[] found =
          embedder.embed(run.tokenizer(cells.measured()).tokenize(all, run.draw(), List.of()));
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) found[i]).isCloseTo(expected[i], within(1e-3));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void theSameSeedGivesTheSameBytesAndResumeFitsAnew(String recipe) throws IOException {
    byte[] weights = weights(fit(load(recipe), "first"));
    Run second = fit(load(recipe), "second");
    assertThat(weights(second)).isEqualTo(weights);
    Files.delete(second.checkpoints().folder().resolve(Checkpoints.LAST));
    Pretraining.resume(second.folder(), Progress.silent());
    assertThat(weights(Run.open(second.folder()))).isEqualTo(weights);
    Pretraining.resume(second.folder(), Progress.silent());
  }

  private static byte[] weights(Run run) throws IOException {
    return Files.readAllBytes(
        run.checkpoints().named(Checkpoints.LAST).resolve(CheckpointFiles.MODEL));
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void onlySelectedGenesAreRead(String recipe) throws IOException {
    Run run = fit(load(recipe, "tokenizer.genes={type: highly-variable, count: 40}"), "few");
    try (Corpus cells = Corpus.open(corpus);
        OpenRun embedder = run.open()) {
      BitSet selected = new BitSet();
      for (String gene : Files.readAllLines(run.folder().resolve("selected-genes.txt"))) {
        selected.set(cells.vocabulary().id(gene).orElseThrow());
      }
      assertThat(selected.cardinality()).isEqualTo(40);
      Cell whole = cells.cell(0);
      float[] counts = whole.counts().clone();
      int[] others =
          IntStream.range(0, counts.length).filter(i -> !selected.get(whole.genes()[i])).toArray();
      // The first for the last: the total, and with it the selected values, stay the same.
      for (int i = 0; i < others.length; i++) {
        counts[others[i]] = whole.counts()[others[others.length - 1 - i]];
      }
      assertThat(counts).isNotEqualTo(whole.counts());
      List<Cell> both = List.of(whole, new Cell(whole.genes(), counts, 0));
      float[] vectors =
          embedder.embed(run.tokenizer(cells.measured()).tokenize(both, run.draw(), List.of()));
      int width = embedder.width();
      assertThat(Arrays.copyOf(vectors, width))
          .containsExactly(Arrays.copyOfRange(vectors, width, 2 * width), within(1e-5f));
    }
  }

  @Test
  void onlyTrainingCellsAreFittedTo() throws IOException {
    byte[] all = weights(fit(load("pca"), "all"));
    byte[] most = weights(fit(load("pca", "data.validation=0.3"), "most"));
    assertThat(most).isNotEqualTo(all);
  }

  @Test
  void aSweepOfComponentsIsAFolderOfRuns() throws IOException {
    Path yaml = folder.resolve("sweep.yaml");
    Files.writeString(
        yaml, "extends: pca\ndescription: a sweep\nsweep: {model.components: [2, 3]}\n");
    List<SweepRow> rows =
        new SweepTraining(folder.resolve("runs"), List.of("test"), Progress.silent())
            .train(Experiment.load(yaml.toString(), List.of("data.corpus=" + corpus)));
    assertThat(rows).hasSize(2).allMatch(row -> row.status().equals(SweepRow.DONE));
    assertThat(rows).allMatch(row -> row.bestValidationLoss().isEmpty());
  }

  @Test
  void trainingPlaysNoPart() {
    assertThatThrownBy(() -> load("pca", "train.max-steps=3"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("train must be left out of a fitted model");
    assertThatThrownBy(() -> load("pca", "objectives=[wced]"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("objectives must be left out of a fitted model");
    assertThatThrownBy(() -> load("pca", "data.corpus=[{path: a, weight: 2}]"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("data must not weigh corpora for a fitted model");
    Run run = fit(load("pca"), "run");
    assertThatThrownBy(() -> run.open(OpenRun.Setting.of(run.untrained(1))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no untrained twin");
  }
}
