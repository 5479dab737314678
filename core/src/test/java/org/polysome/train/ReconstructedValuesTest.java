package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.corpus.Corpora;
import org.polysome.metric.reconstruction.HiddenValueErrors;
import org.polysome.prepare.Counts;
import org.polysome.progress.Progress;
import org.polysome.train.embed.PredictedValues;
import org.polysome.train.embed.ValuePrediction;
import org.polysome.train.log.Metrics;
import org.polysome.train.log.MetricsFile;

/** Hidden values of a file as a run predicts them. */
class ReconstructedValuesTest {

  private static final String MASKED =
      """
      tokenizer: {length: 32}
      model: {type: token-model, width: 16, layers: 1, heads: 2}
      objectives: [{type: masked-values, ratio: 0.3}]
      """;
  private static final String FROM_CELL =
      """
      tokenizer: {length: 32}
      model: {type: token-model, width: 16, layers: 1, heads: 2}
      objectives: [{type: cell-to-gene-values, ratio: 0.3, loss: {type: negative-binomial}}]
      """;
  private static final String WCED =
      """
      tokenizer: {length: 32}
      model: {type: token-model, width: 16, layers: 1, heads: 2}
      objectives: [wced]
      """;
  private static final String SCVI =
      """
      model: {type: scvi, latent: 5, layers: {hidden: 12}, batch-column: batch}
      objectives:
        - {type: evidence-lower-bound, decoder: {hidden: 12}, batch-column: batch}
      """;
  private static final String LINEAR =
      """
      model: {type: linear-autoencoder, latent: 5}
      objectives:
        - type: whole-cell-counts
          decoder: linear
          activation: identity
          loss: mse
          reduction: mean
          total: 10000
      """;

  @TempDir static Path shared;
  private static Path corpus;

  @TempDir Path folder;

  @BeforeAll
  static void corpus() {
    corpus = TinyCorpus.write(shared, 120);
  }

  private Run train(String parts) {
    String yaml =
        """
        seed: 5
        data: {corpus: '%s', validation: {type: fraction, share: 0.2}}
        train: {max-steps: 40, batch-size: 16, learning-rate: 0.01, log-every: 40}
        %s
        """;
    Plan plan =
        Config.bind(YamlReader.read(yaml.formatted(corpus, parts), "test.yaml"), Plan.class);
    var target = new Pretraining.Target(folder.resolve("run"), true, List.of("test"));
    return Pretraining.start(plan, target, Progress.silent());
  }

  private static PredictedValues predict(Run run, int[] rows, int batchSize, boolean trained) {
    var prediction = new ValuePrediction(run, Optional.empty(), batchSize);
    assertThat(prediction.obstacle()).isEmpty();
    try (AnnDataFile file = AnnDataFiles.open(shared.resolve("cells.h5ad"))) {
      return prediction.predict(
          Counts.find(file, Optional.empty(), Progress.silent()),
          rows,
          trained ? run.weights(run.defaultCheckpoint()) : run.untrained(run.plan().seed()),
          Progress.silent());
    }
  }

  private static double error(double[] predicted, PredictedValues values) {
    return new HiddenValueErrors(predicted, values.measured()).meanSquared().value().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {MASKED, FROM_CELL, WCED, SCVI, LINEAR})
  void trainingHelpsAndTheBatchSizeDoesNotMatter(String parts) {
    Run run = train(parts);
    int[] rows = IntStream.range(0, 120).filter(row -> row % 3 > 0).toArray();
    PredictedValues values = predict(run, rows, 64, true);
    assertThat(values.size()).isGreaterThan(300);
    assertThat(Arrays.stream(values.measured()).min().orElseThrow()).isPositive();
    PredictedValues untrained = predict(run, rows, 64, false);
    assertThat(untrained.measured()).isEqualTo(values.measured());
    assertThat(error(values.predicted(), values))
        .isLessThan(error(untrained.predicted(), values))
        .isLessThan(error(new double[values.size()], values));
    PredictedValues single = predict(run, rows, 7, true);
    assertThat(single.measured()).isEqualTo(values.measured());
    assertThat(single.geneMeans()).isEqualTo(values.geneMeans());
    assertThat(single.cellMeans()).isEqualTo(values.cellMeans());
    assertThat(single.predicted()).containsExactly(values.predicted(), within(1e-4));
  }

  /** Validation hides the same values of the same cells, so that its loss is this error. */
  @Test
  void theErrorOfMaskedValuesIsTheLossOfTheRunsOwnValidation() {
    Run run = train(MASKED);
    int[] heldOut;
    List<String> names;
    try (Corpora corpora = Corpora.open(List.of(corpus));
        AnnDataFile file = AnnDataFiles.open(shared.resolve("cells.h5ad"))) {
      heldOut = CellSplit.of(corpora, run.plan().data(), 5).heldOut();
      names = IntStream.of(heldOut).mapToObj(corpora::name).toList();
      List<String> all = file.obs().index();
      heldOut = names.stream().mapToInt(all::indexOf).sorted().toArray();
    }
    Metrics validation =
        MetricsFile.read(run.folder().resolve(MetricsFile.NAME)).stream()
            .filter(line -> line.split().equals(Metrics.VALIDATION))
            .reduce((first, last) -> last)
            .orElseThrow();
    PredictedValues values = predict(run, heldOut, 5, true);
    assertThat(error(values.predicted(), values)).isCloseTo(validation.loss(), within(1e-5));
  }

  /** A model that shows every gene of few: means are those of what is left. */
  @Test
  void genesTakenOutAreWorthTheirShareOfWhatIsLeft() {
    Run run = train(LINEAR);
    PredictedValues values = predict(run, new int[] {4}, 1, true);
    double[] counts;
    try (AnnDataFile file = AnnDataFiles.open(shared.resolve("cells.h5ad"))) {
      var block = Counts.find(file, Optional.empty(), Progress.silent()).rows(4, 5);
      counts = IntStream.range(0, block.entries()).mapToDouble(i -> block.values()[i]).toArray();
    }
    assertThat(values.size()).isEqualTo((int) Math.round(ValuePrediction.WITHHELD * counts.length));
    double total = Arrays.stream(counts).sum();
    // Of hidden shares h of what is left: total = left (1 + sum of h).
    double shares = Arrays.stream(values.measured()).map(value -> Math.expm1(value) / 1e4).sum();
    double left = total / (1 + shares);
    assertThat(left).isCloseTo(Math.rint(left), within(1e-3));
    for (double value : values.measured()) {
      double count = Math.expm1(value) * left / 1e4;
      assertThat(count).isCloseTo(Math.rint(count), within(1e-3));
    }
    double mean = values.cellMeans()[0];
    assertThat(values.cellMeans()).containsOnly(mean);
  }
}
