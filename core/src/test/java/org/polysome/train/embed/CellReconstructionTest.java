package org.polysome.train.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.SameFrame;
import org.polysome.anndata.Unstructured;
import org.polysome.anndata.hdf5.ArrayAddition;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.UsageException;
import org.polysome.progress.Progress;
import org.polysome.tensor.Engine;
import org.polysome.train.ReconstructedCells;
import org.polysome.train.Run;

/** Cells of a file as small trained runs predict them, into a layer of a copy. */
@Tag("slow")
class CellReconstructionTest extends ReconstructedCells {

  @ParameterizedTest
  @ValueSource(strings = {MASKED, WCED, SCVI})
  void threadsDoNotMatter(String parts) {
    Run run = train(parts);
    int before = Engine.threads();
    try {
      double[] one = onThreads(run, 1);
      assertThat(onThreads(run, 2)).isEqualTo(one);
    } finally {
      Engine.threads(before);
    }
  }

  private double[] onThreads(Run run, int threads) {
    Path output = folder.resolve(threads + ".h5ad");
    ReconstructRequest plain = request(run, cells(), output, 16);
    FileReconstruction.run(
        new ReconstructRequest(
            plain.run(),
            plain.input(),
            output,
            false,
            plain.model(),
            plain.counts(),
            plain.layer(),
            plain.batchSize(),
            Optional.of(threads)),
        Progress.silent());
    assertThat(Engine.threads()).isEqualTo(threads);
    return layer(output);
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
        .hasMessageContaining("‹layer-name›");
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
