package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.corpus.Corpus;
import org.polysome.fault.UsageException;
import org.polysome.progress.Progress;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.LabelledCells;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.Tokenizer;
import org.polysome.train.log.Metrics;
import org.polysome.train.log.MetricsFile;

/** Models that read whole cells and no tokens, through the whole of training and to embed. */
class WholeCellModelsTest {

  private static final String SCVI =
      """
      tokenizer: {genes: {type: highly-variable, count: 60}}
      model: {type: scvi, latent: 5, layers: {hidden: 12, dropout: 0.2}, batch-column: batch}
      objectives:
        - type: evidence-lower-bound
          decoder: {hidden: 12, dropout: 0.1}
          batch-column: batch
          warm-up: {type: steps, count: 12}
      """;
  private static final String POISSON =
      """
      model: {type: scvi, latent: 5, layers: {hidden: 12, layers: 2, norm: layer}}
      objectives:
        - type: evidence-lower-bound
          likelihood: poisson
          decoder: {hidden: 12, norm: layer, dropout: 0}
          library: {type: latent, means: [6], variances: [0.5], layers: {hidden: 12}}
      """;
  private static final String LINEAR =
      """
      model: {type: linear-autoencoder, latent: 5}
      objectives:
        - {type: whole-cell-counts, decoder: linear, activation: identity, loss: mse, reduction: mean}
      """;

  @TempDir static Path shared;
  private static Path corpus;

  @TempDir Path folder;

  @BeforeAll
  static void corpus() {
    corpus = TinyCorpus.write(shared, 120);
  }

  private static Plan plan(String parts) {
    String yaml =
        """
        seed: 5
        data: {corpus: '%s', validation: {type: fraction, share: 0.1}}
        train: {max-steps: 16, batch-size: 16, learning-rate: 0.01, log-every: 4, checkpoint-every: 5}
        %s
        """;
    return Config.bind(YamlReader.read(yaml.formatted(corpus, parts), "test.yaml"), Plan.class);
  }

  private Pretraining.Target target(String name) {
    return new Pretraining.Target(folder.resolve(name), false, List.of("test"));
  }

  @ParameterizedTest
  @ValueSource(strings = {SCVI, POISSON, LINEAR})
  void trainsGoesOnAndEmbeds(String parts) {
    Run run = Pretraining.start(plan(parts), target("whole"), Progress.silent());
    List<Metrics> metrics =
        MetricsFile.read(run.folder().resolve(MetricsFile.NAME)).stream()
            .filter(line -> line.split().equals(Metrics.TRAIN))
            .toList();
    assertThat(metrics.getLast().loss()).isLessThan(metrics.getFirst().loss());
    StoppedRun.goesOn(run, plan(parts), 7);
    sameInAnyBatch(run);
    assertThat(DryRun.text(plan(parts))).contains("0 tokens on average");
  }

  private static void sameInAnyBatch(Run run) {
    try (Corpus opened = Corpus.open(corpus);
        OpenRun embedder = run.open()) {
      Tokenizer tokenizer = run.tokenizer(opened.measured());
      List<Cell> cells = IntStream.range(0, 8).mapToObj(opened::cell).toList();
      TokenBatch batch = tokenizer.tokenize(cells, run.draw(), List.of());
      assertThat(batch.tokens()).isZero();
      float[] together = embedder.embed(batch);
      int width = embedder.width();
      assertThat(together).hasSize(8 * width);
      for (int i = 0; i < cells.size(); i++) {
        float[] alone =
            embedder.embed(tokenizer.tokenize(cells.subList(i, i + 1), run.draw(), List.of()));
        float[] found = Arrays.copyOfRange(together, i * width, (i + 1) * width);
        assertThat(alone).containsExactly(found, within(2e-5f));
      }
    }
  }

  /** Neither genes that are not selected nor the batch mates matter; the label does. */
  @Test
  void onlySelectedGenesAreRead() {
    Run run = Pretraining.start(plan(SCVI), target("selected"), Progress.silent());
    int genes = run.vocabulary().size();
    BitSet selected = run.fitted().selected().orElseThrow();
    assertThat(selected.cardinality()).isEqualTo(60);
    Tokenizer tokenizer = run.tokenizer(MeasuredGenes.everything(1, genes));
    assertThat(tokenizer.measured().row(0)).isEqualTo(selected);
    int[] all = IntStream.range(0, genes).toArray();
    int[] some = selected.stream().toArray();
    float[] threes = new float[genes];
    Arrays.fill(threes, 3);
    Cell whole = new Cell(all, threes, 0);
    Cell part = new Cell(some, Arrays.copyOf(threes, some.length), 0);
    try (OpenRun embedder = run.open()) {
      float[] ofWhole = embedder.embed(labelled(tokenizer, run, whole, 0));
      assertThat(ofWhole).isEqualTo(embedder.embed(labelled(tokenizer, run, part, 0)));
      assertThat(ofWhole).isNotEqualTo(embedder.embed(labelled(tokenizer, run, whole, 1)));
    }
  }

  private static TokenBatch labelled(Tokenizer tokenizer, Run run, Cell cell, int label) {
    Map<String, int[]> labels = Map.of("batch", new int[] {label});
    return tokenizer
        .tokenize(new LabelledCells(List.of(cell), labels), run.draw(), List.of())
        .withLabels(labels);
  }

  @ParameterizedTest
  @ValueSource(strings = {"masked-values", "cell-to-gene-values", "masked-genes"})
  void objectivesAboutTokensAreRefused(String objective) {
    String parts = "model: scvi\nobjectives: [{type: %s, ratio: 0.3}]".formatted(objective);
    assertThatThrownBy(() -> plan(parts))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(objective)
        .hasMessageContaining("whole cells and no tokens");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{type: token-model, width: 16}", "linear-autoencoder"})
  void theBoundNeedsADistribution(String model) {
    assertThatThrownBy(() -> plan("model: " + model + "\nobjectives: [evidence-lower-bound]"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("use the model scvi");
  }
}
