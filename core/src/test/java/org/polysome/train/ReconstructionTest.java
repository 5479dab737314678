package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.SameFrame;
import org.polysome.anndata.Unstructured;
import org.polysome.anndata.hdf5.ArrayAddition;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.UsageException;
import org.polysome.matrix.CsrMatrix;
import org.polysome.objective.ValueHead;
import org.polysome.progress.Progress;
import org.polysome.train.embed.EmbedRequest;
import org.polysome.train.embed.FileReconstruction;
import org.polysome.train.embed.Reading;
import org.polysome.train.embed.ReconstructRequest;

/** Expression as runs predict it, of the simplest kind of each recipe. */
@Tag("slow")
class ReconstructionTest {

  private static final int CELLS = 120;
  private static final int GENES = 120;

  private static final String TOKENS =
      """
      tokenizer: {length: 48}
      model: {type: token-model, width: 16, layers: 1, heads: 2}
      """;
  private static final String MASKED = TOKENS + "objectives: [{type: masked-values, ratio: 0.3}]";
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
  private static final String WCED = TOKENS + "objectives: [wced]";
  private static final String TXFM =
      """
      tokenizer: {length: 48, normalisation: {type: library-size, target-sum: 100000}}
      model: {type: token-model, width: 16, layers: 1, heads: 2}
      objectives: [{type: whole-cell-counts, activation: {type: softmax}}]
      """;
  private static final String SCVI =
      """
      model: {type: scvi, latent: 5, layers: {hidden: 12}, batch-column: batch}
      objectives:
        - {type: evidence-lower-bound, decoder: {hidden: 12}, batch-column: batch}
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

  @TempDir static Path shared;
  private static Path corpus;

  @TempDir Path folder;

  @BeforeAll
  static void corpus() {
    corpus = TinyCorpus.write(shared, CELLS);
  }

  private Run train(String parts) {
    boolean fitted = !parts.contains("objectives:");
    String steps = "train: {max-steps: 60, batch-size: 16, learning-rate: 0.01, log-every: 60}";
    String yaml =
        """
        seed: 5
        data: {corpus: '%s'}
        %s
        %s
        """;
    Plan plan =
        Config.bind(
            YamlReader.read(yaml.formatted(corpus, fitted ? "" : steps, parts), "test.yaml"),
            Plan.class);
    var target = new Pretraining.Target(folder.resolve("run"), true, java.util.List.of("test"));
    return Pretraining.start(plan, target, Progress.silent());
  }

  private static Path cells() {
    return shared.resolve("cells.h5ad");
  }

  private Path reconstruct(Run run, Path input, String name, int batchSize) {
    Path output = folder.resolve(name);
    FileReconstruction.run(request(run, input, output, batchSize), Progress.silent());
    return output;
  }

  private static ReconstructRequest request(Run run, Path input, Path output, int batchSize) {
    return new ReconstructRequest(
        run.folder(),
        input,
        output,
        false,
        ReconstructRequest.ModelChoice.DEFAULT,
        EmbedRequest.CountsOptions.DETECT,
        ReconstructRequest.DEFAULT_LAYER,
        batchSize,
        Optional.empty());
  }

  private static double[] layer(Path path) {
    try (AnnDataFile file = AnnDataFiles.open(path)) {
      return dense(file.matrix("polysome").rows(0, file.obs().rows()));
    }
  }

  private static double[] dense(CsrMatrix rows) {
    return rows.dense(IntStream.range(0, rows.columns()).toArray()).values();
  }

  private static double[] truth() {
    try (AnnDataFile file = AnnDataFiles.open(cells())) {
      return dense(file.matrix("X").rows(0, CELLS));
    }
  }

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

  @Test
  void theLayerSaysItsScaleAndTheRestIsUntouched() {
    Run run = train(SCVI);
    Path output = reconstruct(run, cells(), "out.h5ad", 16);
    try (AnnDataFile before = AnnDataFiles.open(cells());
        AnnDataFile after = AnnDataFiles.open(output)) {
      assertThat(after.matrices()).containsExactly("X", "polysome");
      assertThat(after.matrix("polysome").storage().layout()).isEqualTo("dense");
      assertThat(after.matrix("polysome").storage().type()).isEqualTo("float32");
      SameFrame.assertSame(after.obs(), before.obs());
      SameFrame.assertSame(after.var("X"), before.var("X"));
      assertThat(dense(after.matrix("X").rows(0, CELLS)))
          .isEqualTo(dense(before.matrix("X").rows(0, CELLS)));
      Map<String, Unstructured> facts =
          ((Unstructured.Tree)
                  ((Unstructured.Tree) after.uns().child(ArrayAddition.DESCRIPTIONS).orElseThrow())
                      .child("polysome")
                      .orElseThrow())
              .children();
      assertThat(facts.get("unit")).isEqualTo(new Unstructured.Text("count"));
      assertThat(facts.get("objective")).isEqualTo(new Unstructured.Text("evidence-lower-bound"));
      assertThat(String.valueOf(facts.get("scale"))).contains("expected at the total of the cell");
      // Expected counts add up to the counts that there are.
      double[] values = dense(after.matrix("polysome").rows(0, CELLS));
      double[] counts = truth();
      for (int cell = 0; cell < CELLS; cell++) {
        assertThat(sum(values, cell))
            .isCloseTo(sum(counts, cell), within(1e-3 * sum(counts, cell)));
      }
    }
    assertThatThrownBy(() -> reconstruct(run, output, "more.h5ad", 16))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("layers already has 'polysome'")
        .hasMessageContaining("--layer-name");
  }

  private static double sum(double[] values, int cell) {
    return IntStream.range(cell * GENES, (cell + 1) * GENES).mapToDouble(i -> values[i]).sum();
  }

  @Test
  void someCellsComeWithAllThatIsReadOfThem() {
    Run run = train(WCED);
    Path all = reconstruct(run, cells(), "all.h5ad", 16);
    Path output = folder.resolve("some.h5ad");
    var counts =
        new EmbedRequest.CountsOptions(
            Optional.of("X"), Optional.empty(), Optional.of("cell_type == 'type1'"));
    ReconstructRequest some =
        new ReconstructRequest(
            run.folder(),
            all,
            output,
            false,
            ReconstructRequest.ModelChoice.DEFAULT,
            counts,
            "again",
            16,
            Optional.of(1));
    FileReconstruction.run(some, Progress.silent());
    try (AnnDataFile before = AnnDataFiles.open(all);
        AnnDataFile after = AnnDataFiles.open(output)) {
      int[] rows =
          IntStream.range(0, CELLS)
              .filter(
                  row ->
                      before
                          .obs()
                          .column("cell_type")
                          .orElseThrow()
                          .text(row)
                          .equals(Optional.of("type1")))
              .toArray();
      assertThat(rows.length).isBetween(1, CELLS - 1);
      SameFrame.assertSame(after.obs(), before.obs().take(rows));
      assertThat(after.matrices()).containsExactly("X", "again", "polysome");
      double[] whole = dense(before.matrix("polysome").rows(0, CELLS));
      double[] copied = dense(after.matrix("polysome").rows(0, rows.length));
      double[] anew = dense(after.matrix("again").rows(0, rows.length));
      for (int i = 0; i < copied.length; i++) {
        double expected = whole[rows[i / GENES] * GENES + i % GENES];
        assertThat(copied[i]).isEqualTo(expected);
        assertThat(anew[i]).isCloseTo(expected, within(1e-4));
      }
      Unstructured.Tree notes =
          (Unstructured.Tree) after.uns().child(ArrayAddition.DESCRIPTIONS).orElseThrow();
      assertThat(notes.children().keySet()).containsExactlyInAnyOrder("polysome", "again");
    }
  }

  /** Another sampling than in training reads other genes, and so predicts otherwise. */
  @Test
  void theSamplingCanBeAnother() {
    Run run = train(WCED);
    Path output = folder.resolve("other.h5ad");
    var reading =
        new Reading(
            Optional.of(12),
            Optional.of(
                Config.bind(
                    YamlReader.read("{type: long-tail, when: always}", "test"),
                    org.polysome.tokenizer.Sampling.class)));
    FileReconstruction.run(
        new ReconstructRequest(
            run.folder(),
            cells(),
            output,
            false,
            new ReconstructRequest.ModelChoice(Optional.empty(), Optional.empty(), reading, "cpu"),
            EmbedRequest.CountsOptions.DETECT,
            "polysome",
            16,
            Optional.empty()),
        Progress.silent());
    assertThat(layer(output)).isNotEqualTo(layer(reconstruct(run, cells(), "out.h5ad", 16)));
  }
}
