package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.fault.UsageException;
import org.polysome.objective.ValueHead;
import org.polysome.progress.Progress;
import org.polysome.train.embed.FileReconstruction;

/** Expression as runs predict it, of the simplest kind of each recipe. */
@Tag("slow")
class ReconstructionTest extends ReconstructedCells {

  private static final String ZEROS =
      """
      tokenizer: {genes: all, length: 121}
      model: {type: token-model, width: 16, layers: 1, heads: 2}
      objectives: [{type: masked-values, ratio: 0.3, loss: {type: zero-inflated}}]
      """;
  private static final String BINS =
      """
      tokenizer: {length: 48, normalisation: {type: cell-quantiles, bins: 10}}
      model: {type: token-model, width: 16, layers: 1, heads: 2}
      objectives:
        - {type: masked-values, ratio: 0.3, loss: {type: cross-entropy, bins: {type: cell-quantiles, bins: 10}}}
      """;
  private static final String FROM_CELL =
      TOKENS + "objectives: [{type: masked-values, ratio: 0.3}, {type: cell-to-gene-values}]";
  private static final String TXFM =
      """
      tokenizer: {length: 48, normalisation: {type: library-size, target-sum: 100000}}
      model: {type: token-model, width: 16, layers: 1, heads: 2}
      objectives: [{type: whole-cell-counts, activation: {type: softmax}}]
      """;
  private static final String SCFOUNDATION =
      """
      tokenizer:
        genes: all
        length: 122
        cls: false
        depth: {type: read-depth-aware, scale: log10, align: {type: fold}}
      model:
        type: encoder-decoder
        encoder: {width: 16, layers: 1, heads: 2, value-encoder: {type: auto-bins, bins: 10}, pooling: four-part}
        decoder: {width: 16, layers: 1, heads: 2}
      objectives: [{type: masked-values, ratio: 0.3, zero-ratio: 0.03}]
      """;
  private static final String PCA = "model: {type: pca, components: 6}";
  private static final String RIDGE = "model: {type: ridge-pca, components: 6}";
  private static final String HVG = "model: {type: hvg, count: 20}";
  private static final String GENEFORMER =
      TOKENS + "objectives: [{type: masked-genes, ratio: 0.15}]";

  /** Pearson's correlation of logarithms. */
  private static double likeness(double[] predicted, boolean counts) {
    double[] truth = truth();
    double[] sums = new double[5];
    for (int i = 0; i < truth.length; i++) {
      double total = 0;
      for (int gene = 0; gene < GENES; gene++) {
        total += truth[i / GENES * GENES + gene];
      }
      double x = Math.log1p(1e4 * truth[i] / total);
      double y = counts ? Math.log1p(1e4 * predicted[i] / total) : predicted[i];
      sums[0] += x;
      sums[1] += y;
      sums[2] += x * x;
      sums[3] += y * y;
      sums[4] += x * y;
    }
    int n = truth.length;
    return (sums[4] - sums[0] * sums[1] / n)
        / Math.sqrt((sums[2] - sums[0] * sums[0] / n) * (sums[3] - sums[1] * sums[1] / n));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {MASKED, ZEROS, BINS, FROM_CELL, WCED, TXFM, SCVI, SCFOUNDATION, PCA, RIDGE})
  void everyGeneIsPredictedTheSameForAnyBatchSize(String parts) {
    Run run = train(parts);
    double[] values = layer(reconstruct(run, cells(), "whole.h5ad", 64));
    assertThat(values).hasSize(CELLS * GENES);
    double[] others = layer(reconstruct(run, cells(), "seven.h5ad", 7));
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isFinite();
      assertThat(others[i]).isCloseTo(values[i], within(1e-4 * (1 + Math.abs(values[i]))));
    }
    assertThat(likeness(values, parts.equals(SCVI))).isGreaterThan(0.3);
  }

  @ParameterizedTest
  @CsvSource({
    "masked-values, HIDDEN",
    "cell-to-gene-values, WHOLE_CELLS",
    ", WHOLE_CELLS",
  })
  void theObjectiveCanBeChosen(String objective, ValueHead.Asked asked) {
    Run run = train(FROM_CELL);
    Reconstruction how = run.reconstruction(Optional.ofNullable(objective));
    assertThat(how.asked()).isEqualTo(asked);
    assertThat(how.unit()).isEqualTo(ValueHead.Unit.VALUE);
    assertThatThrownBy(() -> run.reconstruction(Optional.of("wced")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("masked-values, cell-to-gene-values");
  }

  @ParameterizedTest
  @ValueSource(strings = {HVG, GENEFORMER})
  void whatPredictsNothingIsRefusedInALineAndLeavesNothing(String parts) {
    Run run = train(parts);
    Path output = folder.resolve("out.h5ad");
    assertThatThrownBy(
            () -> FileReconstruction.run(request(run, cells(), output, 64), Progress.silent()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("predicts no expression")
        .hasMessageNotContaining("\n");
    assertThat(output).doesNotExist();
  }

  /** As many components as there are directions give back every value that was read. */
  @Test
  void allPrincipalComponentsGiveTheValuesBack() {
    Run run =
        train(
            """
            tokenizer: {genes: {type: highly-variable, count: 12}}
            model: {type: pca, components: 12, passes: 30}
            """);
    double[] values = layer(reconstruct(run, cells(), "out.h5ad", 16));
    double[] counts = truth();
    int known = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        double total = 0;
        for (int gene = 0; gene < GENES; gene++) {
          total += counts[i / GENES * GENES + gene];
        }
        assertThat(values[i]).isCloseTo(Math.log1p(1e4 * counts[i] / total), within(1e-4));
        known++;
      }
    }
    assertThat(known).isEqualTo(12 * CELLS);
  }
}
