package org.polysome.train.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.Unstructured;
import org.polysome.anndata.hdf5.ArrayAddition;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.progress.Listening;
import org.polysome.progress.Progress;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.Target;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.Learners;
import org.polysome.train.OpenRun;
import org.polysome.train.Reconstruction;
import org.polysome.train.Run;
import org.polysome.train.TinyRun;
import org.polysome.train.store.CheckpointFiles;
import org.polysome.train.store.TrainState;

/** Expression of made-up cells as an untrained run predicts it. */
class FileReconstructionTest {

  private static final int GENES = TinyRun.GENES;
  private static final MeasuredGenes ALL = MeasuredGenes.everything(1, GENES);
  private static final String PLAN =
      """
      seed: 3
      tokenizer: {length: 21}
      model: {type: token-model, width: 8, layers: 1, heads: 2}
      objectives: [{type: masked-values, ratio: 0.4}, cell-to-gene-values]
      train: {max-steps: 1}
      """;

  @TempDir private Path folder;

  private Run run() {
    return TinyRun.of(folder.resolve("run"), PLAN);
  }

  private Path cells(List<Integer> cells, List<Integer> genes) {
    return TinyCells.write(folder.resolve("cells.h5ad"), cells, genes);
  }

  private static List<Integer> some() {
    return IntStream.range(20, 45).boxed().toList();
  }

  private ReconstructRequest request(
      Run run, Path input, String output, Optional<String> objective, int batchSize) {
    return new ReconstructRequest(
        run.folder(),
        input,
        folder.resolve(output),
        false,
        new ReconstructRequest.ModelChoice(Optional.empty(), objective, Reading.AS_TRAINED, "cpu"),
        EmbedRequest.CountsOptions.DETECT,
        ReconstructRequest.DEFAULT_LAYER,
        batchSize,
        Optional.empty());
  }

  private double[] layer(ReconstructRequest request, List<String> said) {
    FileReconstruction.run(request, new Listening(said));
    return layer(request.output(), request.layer());
  }

  private double[] layer(ReconstructRequest request) {
    return layer(request, new ArrayList<>());
  }

  private static double[] layer(Path file, String name) {
    try (AnnDataFile opened = AnnDataFiles.open(file)) {
      var rows = opened.matrix(name).rows(0, opened.obs().rows());
      return rows.dense(IntStream.range(0, rows.columns()).toArray()).values();
    }
  }

  private static Cell cell(int number) {
    float[] counts = TinyCells.counts(number);
    int[] genes = IntStream.range(0, GENES).filter(gene -> counts[gene] > 0).toArray();
    float[] values = new float[genes.length];
    for (int i = 0; i < genes.length; i++) {
      values[i] = counts[genes[i]];
    }
    return new Cell(genes, values, 0);
  }

  /** Genes in another order, one of them unknown to the run. */
  @Test
  void wholeCellsArePredictedInOnePassEach() {
    Run run = run();
    List<Integer> genes = new ArrayList<>(TinyCells.genes());
    Collections.shuffle(genes, new Random(1));
    List<String> said = new ArrayList<>();
    double[] values =
        layer(request(run, cells(some(), genes), "out.h5ad", Optional.empty(), 7), said);
    Reconstruction how = run.reconstruction(Optional.empty());
    try (OpenRun open = run.open(OpenRun.Setting.of(run.weights("last")), ALL)) {
      for (int row = 0; row < some().size(); row++) {
        TokenBatch batch =
            run.tokenizer(ALL)
                .builder(List.of(new Target.WholeCell()))
                .build(run.draw(), List.of(cell(some().get(row))), Map.of());
        float[] expected = open.expression(how).predict(batch);
        for (int column = 0; column < GENES; column++) {
          assertThat(values[row * GENES + column])
              .isCloseTo(expected[genes.get(column)], within(1e-5));
        }
      }
    }
    assertThat(said)
        .contains(
            "checkpoint  last (step-0)",
            "expression  by cell-to-gene-values, from the whole cell, of which nothing is hidden",
            "scale       log1p of counts per 10,000",
            "layer       60 of 60 genes are predicted; 0 that the run does not predict are NaN")
        .noneMatch(line -> line.contains("diverged"));
  }

  /** Eight genes a turn of twenty that fit, so that sixty are asked in eight turns. */
  @Test
  void hiddenValuesAreAskedInTurns() {
    Run run = run();
    assertThat(AskedGenesPredictor.perTurn(run, GENES)).isEqualTo(8);
    // Of fewer genes than fit, the same share: some have to be seen.
    assertThat(AskedGenesPredictor.perTurn(run, 10)).isEqualTo(4);
    assertThat(AskedGenesPredictor.perTurn(run, 1)).isEqualTo(1);
    Path input = cells(some(), TinyCells.genes());
    Optional<String> objective = Optional.of("masked-values");
    List<String> said = new ArrayList<>();
    double[] values = layer(request(run, input, "out.h5ad", objective, 16), said);
    double[] others = layer(request(run, input, "one.h5ad", objective, 1));
    assertThat(others).containsExactly(values, within(1e-5));
    assertThat(IntStream.range(0, values.length).mapToDouble(i -> values[i]).distinct().count())
        .isGreaterThan(values.length / 2);
    for (double value : values) {
      assertThat(value).isFinite().isNotZero();
    }
    assertThat(said)
        .contains(
            "expression  by masked-values, each value hidden while it is predicted, the rest of"
                + " the cell shown");
  }

  /** What a hidden value is does not matter, and what the others are does. */
  @Test
  void aPredictionDoesNotSeeItsOwnValue() {
    String log = PLAN.replace("{length: 21}", "{length: 21, normalisation: log}");
    Run run = TinyRun.of(folder.resolve("run"), log);
    LayerGenes all = layerGenes(run);
    Reconstruction how = run.reconstruction(Optional.of("masked-values"));
    int[] genes = IntStream.range(0, 10).toArray();
    float[] counts = new float[10];
    Arrays.fill(counts, 2);
    try (OpenRun open = run.open(OpenRun.Setting.of(run.weights("last")), ALL)) {
      var asked = new AskedGenesPredictor(run, ALL, all, open.expression(how));
      float[] before = asked.predict(List.of(new Cell(genes, counts.clone(), 0)), Map.of());
      float[] swapped = counts.clone();
      swapped[4] = 9;
      float[] after = asked.predict(List.of(new Cell(genes, swapped, 0)), Map.of());
      assertThat(after).hasSize(GENES);
      int same = 0;
      for (int gene = 0; gene < GENES; gene++) {
        same += after[gene] == before[gene] ? 1 : 0;
      }
      assertThat(same).as("those asked in the turn of gene 4").isBetween(7, 8);
      assertThat(after[4]).isEqualTo(before[4]);
    }
  }

  private static LayerGenes layerGenes(Run run) {
    var var =
        new org.polysome.anndata.Frame(
            "_index", TinyCells.genes().stream().map(TinyRun::gene).toList(), Map.of());
    return LayerGenes.of(run, var, Optional.empty(), ALL);
  }

  @Test
  void theFileSaysWhatTheLayerIs() {
    Run run = run();
    ReconstructRequest request =
        request(run, cells(some(), TinyCells.genes()), "out.h5ad", Optional.empty(), 64);
    layer(request);
    try (AnnDataFile after = AnnDataFiles.open(request.output())) {
      Unstructured.Tree notes =
          (Unstructured.Tree) after.uns().child(ArrayAddition.DESCRIPTIONS).orElseThrow();
      Unstructured.Tree facts = (Unstructured.Tree) notes.child("polysome").orElseThrow();
      assertThat(facts.children())
          .containsEntry("scale", new Unstructured.Text("log1p of counts per 10,000"))
          .containsEntry("unit", new Unstructured.Text("value"))
          .containsEntry("objective", new Unstructured.Text("cell-to-gene-values"))
          .containsEntry("run", new Unstructured.Text("run"))
          .containsEntry("checkpoint", new Unstructured.Text("step-0"))
          .containsEntry(
              "asked", new Unstructured.Text("from the whole cell, of which nothing is hidden"));
    }
    assertThatThrownBy(() -> layer(request))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("‹force›");
  }

  @Test
  void someCellsAreThoseOfTheQueryInANewFile() {
    Run run = run();
    Path input = cells(some(), TinyCells.genes());
    double[] all = layer(request(run, input, "all.h5ad", Optional.empty(), 5));
    ReconstructRequest some =
        new ReconstructRequest(
            run.folder(),
            folder.resolve("all.h5ad"),
            folder.resolve("some.h5ad"),
            false,
            ReconstructRequest.ModelChoice.DEFAULT,
            new EmbedRequest.CountsOptions(
                Optional.of("X"), Optional.empty(), Optional.of("number == 22")),
            "again",
            5,
            Optional.of(1));
    List<String> said = new ArrayList<>();
    double[] one = layer(some, said);
    assertThat(said).contains("where       1 of 25 cells");
    assertThat(one).hasSize(GENES);
    assertThat(layer(some.output(), "polysome"))
        .containsExactly(Arrays.copyOfRange(all, 2 * GENES, 3 * GENES));
    assertThat(one).containsExactly(Arrays.copyOfRange(all, 2 * GENES, 3 * GENES), within(1e-5));
    ReconstructRequest taken =
        new ReconstructRequest(
            some.run(),
            some.input(),
            folder.resolve("taken.h5ad"),
            false,
            some.model(),
            some.counts(),
            "polysome",
            5,
            Optional.empty());
    assertThatThrownBy(() -> FileReconstruction.run(taken, Progress.silent()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("layers already has 'polysome'");
    assertThat(folder.resolve("taken.h5ad")).doesNotExist();
  }

  @Test
  void aQueryThatTakesNoCellIsRefused() {
    Path input = cells(some(), TinyCells.genes());
    assertThatThrownBy(() -> CellsInput.open(input, Optional.of("number == 99"), Progress.silent()))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(input + ": ‹where› \"")
        .hasMessageEndingWith("\" takes none of its 25 cells");
  }

  /** Counts of a text file come with the layer. */
  @Test
  void aTextFileBecomesAnH5ad() throws Exception {
    Run run = run();
    Path table = folder.resolve("two.csv");
    Files.writeString(
        table,
        "cell,%s,%s,ENSG00000099999\na,1,0,3\nb,0,4,0\n"
            .formatted(TinyRun.gene(1), TinyRun.gene(2)));
    double[] values = layer(request(run, table, "two.h5ad", Optional.empty(), 4));
    assertThat(values).hasSize(6);
    assertThat(values[2]).isNaN();
    assertThat(values[5]).isNaN();
    assertThat(layer(folder.resolve("two.h5ad"), "X")).containsExactly(1, 0, 3, 0, 4, 0);
  }

  @Test
  void aRunThatHasDivergedIsSaidToHave() {
    Run run = run();
    try (Parameters parameters = new Parameters(Device.CPU, 1)) {
      Learners.build(run.plan(), ALL, Map.of(), parameters);
      try (var frozen = new org.polysome.tensor.NoGradient()) {
        parameters.all().forEach((name, tensor) -> tensor.fillInPlace(Double.NaN));
      }
      run.checkpoints()
          .write(1, step -> CheckpointFiles.write(step, parameters, TrainState.start()));
    }
    List<String> said = new ArrayList<>();
    Path input = cells(List.of(30, 31), TinyCells.genes());
    layer(request(run, input, "out.h5ad", Optional.empty(), 64), said);
    assertThat(said)
        .contains("checkpoint  last (step-1)")
        .contains("120 predictions are no finite numbers: the run has diverged");
  }

  @Test
  void rangesOfRequestsAreChecked() {
    Run run = run();
    Path input = folder.resolve("cells.h5ad");
    assertThatThrownBy(() -> request(run, input, "out.h5ad", Optional.empty(), 0))
        .isInstanceOf(UsageException.class)
        .hasMessage("‹batch-size›: 0 is not at least 1");
    assertThatThrownBy(() -> EmbedRequest.checkRanges(1, Optional.of(0)))
        .isInstanceOf(UsageException.class)
        .hasMessage("‹threads›: 0 is not at least 1");
    EmbedRequest.checkRanges(1, Optional.of(1));
    EmbedRequest request = EmbedRequest.of(run.folder(), input, folder.resolve("out.h5ad"));
    assertThat(request.key()).isEqualTo("X_polysome");
    assertThat(request.batchSize()).isEqualTo(64);
    assertThat(request.force()).isFalse();
  }
}
