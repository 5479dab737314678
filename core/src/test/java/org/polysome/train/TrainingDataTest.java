package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.corpus.Corpora;
import org.polysome.corpus.LoadedStep;
import org.polysome.corpus.Loader;
import org.polysome.tokenizer.TokenBatch;

/** Forty cells of four batches, in steps of six. */
class TrainingDataTest {

  private static final int GENES = 50;

  @TempDir static Path shared;
  private static Path corpus;
  private static Corpora corpora;

  @BeforeAll
  static void open() {
    corpus = TinyCorpus.write(shared, 40, GENES, 2);
    corpora = Corpora.open(List.of(corpus));
  }

  @AfterAll
  static void close() {
    corpora.close();
  }

  private static Plan plan(String... assignments) {
    String yaml =
        """
        data: {validation: {type: fraction, share: 0.25}}
        tokenizer: {length: 20}
        model: {type: token-model, width: 8, layers: 1, heads: 1}
        objectives: [{type: masked-values, ratio: 0.3}]
        train: {max-steps: 9, batch-size: 3, accumulate: 2}
        """;
    List<String> all = new ArrayList<>(List.of("data.corpus=" + corpus));
    all.addAll(Arrays.asList(assignments));
    return Config.bind(Assignment.applyAll(YamlReader.read(yaml, "test.yaml"), all), Plan.class);
  }

  private static CellSplit split(Plan plan) {
    return CellSplit.of(corpora, plan.data(), plan.seed());
  }

  private static TrainingData data(Plan plan) {
    CellSplit split = split(plan);
    return new TrainingData(plan, corpora, split, FittedParts.of(List.of(plan), corpora, split));
  }

  @Test
  void cellsAndTokensAreCounted() {
    Plan plan = plan();
    TrainingData data = data(plan);
    int[] training = split(plan).training();
    int[] tokens =
        IntStream.of(training).map(row -> Math.min(20, 1 + corpora.genesSeen(row))).toArray();
    assertThat(data.trainingCells()).isEqualTo(training.length);
    assertThat(data.cellsPerEpoch()).isEqualTo(training.length);
    assertThat(data.stepsPerEpoch()).isEqualTo(Math.ceilDiv(training.length, 6));
    assertThat(data.mostTokens()).isEqualTo(IntStream.of(tokens).max().orElseThrow());
    assertThat(data.meanTokens()).isEqualTo(IntStream.of(tokens).average().orElseThrow());
    assertThat(data.validates()).isTrue();
    assertThat(data.heldOutWords()).isEqualTo(split(plan).heldOut().length + " held out");
    assertThat(data.measured().vocabulary()).isEqualTo(GENES);
    assertThat(data(plan("data.validation=none")).validates()).isFalse();
  }

  /** A model of whole cells reads no tokens, and one of a fixed length always as many. */
  @Test
  void tokensAreThoseThatTheModelReads() {
    TrainingData whole =
        data(plan("model={type: linear-autoencoder, latent: 4}", "objectives=[whole-cell-counts]"));
    assertThat(whole.mostTokens()).isZero();
    TrainingData padded =
        data(
            plan(
                "model.backbone={type: mlp-mixer, length: 20}",
                "model.pooling=none",
                "objectives=[cell-to-gene-values]"));
    try (Loader loader = padded.training(0, 1)) {
      assertThat(loader.next().batches()).allMatch(batch -> batch.tokens() == 20);
    }
  }

  @Test
  void anEpochHasEveryCellOnceAndItsStepsAreNamed() {
    TrainingData data = data(plan());
    int[] training = split(plan()).training();
    List<Integer> rows = new ArrayList<>();
    try (Loader loader = data.training(0, data.stepsPerEpoch())) {
      for (long step = 0; step < data.stepsPerEpoch(); step++) {
        LoadedStep loaded = loader.next();
        Arrays.stream(loaded.rows()).forEach(rows::add);
        assertThat(loaded.batches()).hasSize(Math.ceilDiv(loaded.rows().length, 3));
        assertThat(data.cells(step))
            .containsExactlyElementsOf(
                Arrays.stream(loaded.rows())
                    .mapToObj(row -> "row " + row + " '" + corpora.name(row) + "'")
                    .toList());
      }
      assertThat(loader.hasNext()).isFalse();
    }
    assertThat(rows).containsExactlyInAnyOrderElementsOf(IntStream.of(training).boxed().toList());
  }

  @Test
  void itGoesOnFromAnyStep() {
    TrainingData data = data(plan());
    try (Loader all = data.training(0, 4);
        Loader rest = data.training(3, 4)) {
      all.next();
      all.next();
      all.next();
      assertThat(rest.next().rows()).containsExactly(all.next().rows());
    }
  }

  @Test
  void heldOutCellsAreTheSameBatchesEachTime() {
    TrainingData data = data(plan());
    List<TokenBatch> first;
    List<TokenBatch> second;
    try (var batches = data.heldOut()) {
      first = batches.toList();
    }
    try (var batches = data.heldOut()) {
      second = batches.toList();
    }
    assertThat(first.stream().mapToInt(TokenBatch::cells).sum())
        .isEqualTo(split(plan()).heldOut().length);
    assertThat(first).allMatch(batch -> batch.cells() <= 3);
    assertThat(second).hasSameSizeAs(first);
    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i).genes()).containsExactly(first.get(i).genes());
      assertThat(second.get(i).values()).containsExactly(first.get(i).values());
      assertThat(second.get(i).masked().orElseThrow().positions())
          .containsExactly(first.get(i).masked().orElseThrow().positions());
    }
  }

  @Test
  void stepsOfOneDomainHaveOneBatch() {
    TrainingData data = data(plan("data.plan={type: one-domain, column: batch}"));
    int[] codes = corpora.labels("batch").codes();
    try (Loader loader = data.training(0, 5)) {
      for (int step = 0; step < 5; step++) {
        assertThat(Arrays.stream(loader.next().rows()).map(row -> codes[row]).distinct())
            .hasSize(1);
      }
    }
  }
}
