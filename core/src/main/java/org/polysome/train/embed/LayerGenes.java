package org.polysome.train.embed;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.anndata.Frame;
import org.polysome.genes.GeneAlignment;
import org.polysome.genes.GeneMatching;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.train.Run;

/**
 * Which columns of a layer are predicted: those of genes that the run predicts and that the source
 * of the cell measured. The others are NaN: nothing is known of them, which is not zero. Columns
 * that name one gene all have its prediction.
 */
final class LayerGenes {

  private final int[] ids;
  private final BitSet[] bySource;
  private final int[][] genes;
  private final int predicted;

  private LayerGenes(int[] ids, BitSet[] bySource) {
    this.ids = ids;
    this.bySource = bySource;
    genes = Arrays.stream(bySource).map(set -> set.stream().toArray()).toArray(int[][]::new);
    predicted =
        (int)
            IntStream.of(ids)
                .filter(id -> id >= 0)
                .filter(
                    id -> IntStream.range(0, bySource.length).anyMatch(s -> bySource[s].get(id)))
                .count();
  }

  /**
   * The columns of a file.
   *
   * @param var the genes of the layer
   * @param measured which genes of the vocabulary each source of the file measured
   */
  static LayerGenes of(Run run, Frame var, Optional<String> geneColumn, MeasuredGenes measured) {
    GeneAlignment alignment =
        GeneAlignment.align(var.texts(), run.vocabulary(), GeneMatching.by(geneColumn));
    BitSet known = run.genes();
    BitSet[] bySource = new BitSet[measured.sources()];
    for (int source = 0; source < bySource.length; source++) {
      bySource[source] = measured.row(source);
      bySource[source].and(known);
    }
    return new LayerGenes(alignment.ids(), bySource);
  }

  /** Number of columns. */
  int columns() {
    return ids.length;
  }

  /** The genes that are predicted of cells of a source, ascending. */
  int[] of(int source) {
    return genes[source];
  }

  /** What is said of the columns. */
  String words() {
    return String.format(
        Locale.ROOT,
        "layer       %,d of %,d genes are predicted; %,d that the run does not predict are NaN",
        predicted,
        ids.length,
        ids.length - predicted);
  }

  /**
   * Fills a row of the layer.
   *
   * @param ofCell predictions over the vocabulary, from a place on
   * @param row of the layer, from a place on
   */
  void fill(float[] ofCell, int from, int source, float[] row, int at) {
    for (int column = 0; column < ids.length; column++) {
      int id = ids[column];
      row[at + column] = id >= 0 && bySource[source].get(id) ? ofCell[from + id] : Float.NaN;
    }
  }
}
