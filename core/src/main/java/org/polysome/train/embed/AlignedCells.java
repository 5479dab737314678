package org.polysome.train.embed;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.fault.DataException;
import org.polysome.genes.GeneAlignment;
import org.polysome.matrix.CsrMatrix;
import org.polysome.prepare.CountsMatrix;
import org.polysome.tokenizer.MeasuredGenes;

/** The counts of a file, block by block, over the genes of a run's vocabulary. */
final class AlignedCells {

  private final CountsMatrix counts;
  private final GeneAlignment alignment;
  private final MeasuredGenes measured;
  private final int[] sources;

  /**
   * The cells of a file.
   *
   * @param alignment the genes of the counts aligned to the vocabulary
   */
  AlignedCells(CountsMatrix counts, GeneAlignment alignment) {
    this.counts = counts;
    this.alignment = alignment;
    AnnDataFile file = counts.file();
    Optional<org.polysome.anndata.MeasuredGenes> merged =
        counts.name().equals(AnnDataFile.RAW) ? Optional.empty() : file.measured();
    this.measured =
        MeasuredGenes.of(
            alignment.vocabularySize(),
            merged
                .map(table -> table.genes().stream().map(this::inVocabulary).toList())
                .orElseGet(() -> List.of(alignment.measured())));
    this.sources = merged.map(table -> sources(file.obs(), table)).orElseGet(() -> new int[rows()]);
  }

  int rows() {
    return counts.rows();
  }

  /** Which genes of the vocabulary each source of the file measured. */
  MeasuredGenes measured() {
    return measured;
  }

  /** The source of a cell. */
  int source(int row) {
    return sources[row];
  }

  /** A block of the matrix as it is in the file. */
  CsrMatrix block(int from, int until) {
    return counts.rows(from, until);
  }

  /** A block over the vocabulary. */
  CsrMatrix align(CsrMatrix block) {
    return alignment.apply(block);
  }

  private BitSet inVocabulary(BitSet columns) {
    BitSet genes = new BitSet(alignment.vocabularySize());
    columns.stream()
        .map(column -> alignment.ids()[column])
        .filter(id -> id != GeneAlignment.NOT_IN_VOCABULARY)
        .forEach(genes::set);
    return genes;
  }

  private static int[] sources(Frame obs, org.polysome.anndata.MeasuredGenes merged) {
    Column column =
        obs.column(merged.sourceKey())
            .orElseThrow(
                () ->
                    new DataException(
                        "obs has no column '"
                            + merged.sourceKey()
                            + "', which uns says names the source of each cell"));
    int[] sources = new int[obs.rows()];
    Arrays.setAll(sources, row -> column.text(row).map(merged.sources()::indexOf).orElse(-1));
    for (int row = 0; row < sources.length; row++) {
      if (sources[row] < 0) {
        throw new DataException(
            "cell '%s': '%s' is not one of the sources of the merged file"
                .formatted(obs.index().get(row), column.text(row).orElse("")));
      }
    }
    return sources;
  }
}
