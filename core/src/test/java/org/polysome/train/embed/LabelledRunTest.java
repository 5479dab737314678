package org.polysome.train.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.DataException;
import org.polysome.matrix.DenseMatrix;
import org.polysome.objective.LabelDictionary;
import org.polysome.prepare.Counts;
import org.polysome.progress.Listening;
import org.polysome.progress.Progress;
import org.polysome.train.OpenRun;
import org.polysome.train.Plan;
import org.polysome.train.Pretraining;
import org.polysome.train.Run;
import org.polysome.train.StoppedRun;
import org.polysome.train.TinyCorpus;
import org.polysome.train.store.Checkpoints;

/** A run that reads labels: batch norm by domain, vectors of labels, every objective at once. */
class LabelledRunTest {

  @TempDir static Path shared;
  private static Path corpus;

  @TempDir Path folder;

  @BeforeAll
  static void corpus() {
    corpus = TinyCorpus.write(shared, 120);
  }

  private static Plan plan(String... assignments) {
    List<String> all = new ArrayList<>(List.of("data.corpus=" + corpus));
    all.addAll(Arrays.asList(assignments));
    String yaml =
        """
        seed: 5
        data: {plan: {type: one-domain, column: batch}, validation: {type: fraction, share: 0.2}}
        tokenizer: {genes: all, length: 32}
        model:
          type: token-model
          width: 16
          layers: 1
          heads: 2
          embedding-norm: {type: domain-batch-norm, column: batch}
          label-encoder: {type: learned, column: batch}
          backbone: {type: transformer, dropout: 0.1}
        objectives:
          - {type: masked-values, ratio: 0.3, loss: {type: zero-inflated, as-published: true}}
          - {type: masked-genes, ratio: 0.2}
          - {type: cell-to-gene-values}
          - {type: whole-cell-counts, decoder: linear, loss: zero-inflated-negative-binomial}
          - {type: label, column: cell_type, task: {type: focal, gamma: 2}}
          - {type: label, column: batch, reverse-gradient: 1}
          - {type: label, column: library_size, task: regression, weight: 1e-6}
          - {type: elastic-cell-similarity, weight: 1}
          - {type: contrastive}
        train: {max-steps: 8, batch-size: 16, learning-rate: 0.003, checkpoint-every: 3, clip: 1}
        """;
    return Config.bind(Assignment.applyAll(YamlReader.read(yaml, "test.yaml"), all), Plan.class);
  }

  private Pretraining.Target target(String name) {
    return new Pretraining.Target(folder.resolve(name), false, List.of("test"));
  }

  @Test
  void keepsItsLabelsResumesToTheSameBytesAndEmbeds() {
    Run run = Pretraining.start(plan(), target("whole"), Progress.silent());
    assertThat(run.labels().keySet()).containsExactly("batch", "cell_type", "library_size");
    assertThat(labels(run, "batch").categories()).hasSize(4);
    assertThat(labels(run, "cell_type").classes()).hasSize(3);
    assertThat(labels(run, "library_size").classes()).containsExactly("value");
    StoppedRun.goesOn(run, plan(), 4);
    embeds(Run.open(folder.resolve("whole")));
  }

  private static LabelDictionary labels(Run run, String column) {
    return Optional.ofNullable(run.labels().get(column)).orElseThrow();
  }

  /** Alone or together, and where the file has no such column as a cell of no known label. */
  private static void embeds(Run run) {
    Path cells = shared.resolve("cells.h5ad");
    try (OpenRun embedder = run.open(OpenRun.Setting.of(run.weights("last")))) {
      List<String> said = new ArrayList<>();
      DenseMatrix together = embed(run, embedder, cells, 32, Progress.silent());
      DenseMatrix alone = embed(run, embedder, cells, 1, new Listening(said));
      assertThat(said).noneMatch(line -> line.contains("no column"));
      for (int i = 0; i < together.values().length; i++) {
        assertThat(alone.values()[i]).isCloseTo(together.values()[i], within(1e-5));
      }
    }
  }

  private static DenseMatrix embed(
      Run run, OpenRun embedder, Path input, int batchSize, Progress progress) {
    try (AnnDataFile cells = AnnDataFiles.open(input)) {
      return new CellEmbedding(run, embedder, batchSize)
          .matrix(
              Counts.find(cells, Optional.empty(), Progress.silent()), Optional.empty(), progress);
    }
  }

  @Test
  void cellsOfManyDomainsShareABatchToo() {
    Run run =
        Pretraining.start(
            plan("data.plan=shuffled", "train.max-steps=3"), target("mixed"), Progress.silent());
    assertThat(run.checkpoints().pointed(Checkpoints.LAST)).contains(3L);
  }

  @Test
  void aColumnThatIsNotThereIsRefused() {
    assertThatThrownBy(
            () ->
                Pretraining.start(
                    plan("model.label-encoder.column=donor"), target("none"), Progress.silent()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("donor");
  }
}
