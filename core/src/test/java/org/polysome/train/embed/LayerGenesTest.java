package org.polysome.train.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.anndata.Frame;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.train.Run;
import org.polysome.train.TinyRun;

/** Columns that name genes 5, none, 2, 5 again and 9, of two sources. */
class LayerGenesTest {

  private static final Frame VAR =
      new Frame(
          "_index",
          List.of(
              TinyRun.gene(5),
              "ENSG00009999999",
              TinyRun.gene(2),
              TinyRun.gene(5),
              TinyRun.gene(9)),
          Map.of());

  @TempDir private Path folder;

  private static BitSet bits(int... genes) {
    BitSet bits = new BitSet();
    IntStream.of(genes).forEach(bits::set);
    return bits;
  }

  private static LayerGenes layer(Run run) {
    MeasuredGenes measured =
        MeasuredGenes.of(TinyRun.GENES, List.of(bits(2, 5, 9, 11), bits(2, 30)));
    return LayerGenes.of(run, VAR, Optional.empty(), measured);
  }

  private static float[] row(LayerGenes layer, int source) {
    float[] predictions = new float[2 + TinyRun.GENES];
    for (int gene = 0; gene < TinyRun.GENES; gene++) {
      predictions[2 + gene] = 100 + gene;
    }
    float[] row = new float[layer.columns() + 2];
    layer.fill(predictions, 2, source, row, 1);
    return row;
  }

  @Test
  void whatIsNotKnownIsNoNumber() {
    LayerGenes layer = layer(Run.open(TinyRun.write(folder.resolve("run"))));
    assertThat(layer.columns()).isEqualTo(5);
    assertThat(layer.of(0)).containsExactly(2, 5, 9, 11);
    assertThat(layer.of(1)).containsExactly(2, 30);
    assertThat(row(layer, 0)).containsExactly(0, 105, Float.NaN, 102, 105, 109, 0);
    assertThat(row(layer, 1))
        .containsExactly(0, Float.NaN, Float.NaN, 102, Float.NaN, Float.NaN, 0);
    assertThat(layer.words())
        .isEqualTo(
            "layer       4 of 5 genes are predicted; 1 that the run does not predict are NaN");
  }

  @Test
  void onlySelectedGenesArePredicted() throws IOException {
    Path run = TinyRun.write(folder.resolve("run"));
    Files.writeString(
        run.resolve("selected-genes.txt"), TinyRun.gene(2) + "\n" + TinyRun.gene(11) + "\n");
    LayerGenes layer = layer(Run.open(run));
    assertThat(layer.of(0)).containsExactly(2, 11);
    assertThat(layer.of(1)).containsExactly(2);
    assertThat(row(layer, 0))
        .containsExactly(0, Float.NaN, Float.NaN, 102, Float.NaN, Float.NaN, 0);
    assertThat(layer.words()).contains("1 of 5 genes are predicted; 4 that");
  }
}
