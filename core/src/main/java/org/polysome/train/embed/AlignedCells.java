package org.polysome.train.embed;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.polysome.anndata.AnnDataFile;
import org.polysome.genes.GeneAlignment;
import org.polysome.matrix.CsrMatrix;
import org.polysome.prepare.CountsMatrix;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.MeasuredGenes;

/** The counts of a file, block by block, over the genes of a run's vocabulary. */
final class AlignedCells {

  private final CountsMatrix counts;
  private final GeneAlignment alignment;
  private final MeasuredGenes measured;
  private final int[] sources;
  private final Map<String, int[]> labels;

  /**
   * The cells of a file.
   *
   * @param alignment the genes of the counts aligned to the vocabulary
   * @param labels label codes of the cells by column, as the run knows them
   */
  AlignedCells(CountsMatrix counts, GeneAlignment alignment, Map<String, int[]> labels) {
    this.counts = counts;
    this.alignment = alignment;
    this.labels = Map.copyOf(labels);
    AnnDataFile file = counts.file();
    Optional<org.polysome.anndata.MeasuredGenes> merged = file.measured(counts.name());
    this.measured =
        MeasuredGenes.of(
            alignment.vocabularySize(),
            merged
                .map(table -> table.genes().stream().map(this::inVocabulary).toList())
                .orElseGet(() -> List.of(alignment.measured())));
    this.sources =
        merged
            .map(table -> table.sourceOfCells(file.obs(), file.path()))
            .orElseGet(() -> new int[rows()]);
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

  /** The label codes of some cells by column. */
  Map<String, int[]> labels(int from, int until) {
    return labels.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, column -> Arrays.copyOfRange(column.getValue(), from, until)));
  }

  /** The label codes of some cells by column. */
  Map<String, int[]> labels(int[] rows) {
    return labels.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                column -> IntStream.of(rows).map(row -> column.getValue()[row]).toArray()));
  }

  /** How many genes a cell of a block shows. */
  static int size(CsrMatrix block, int row) {
    return block.indptr()[row + 1] - block.indptr()[row];
  }

  /**
   * A cell of a block.
   *
   * @param block over the vocabulary
   * @param first the row of the file that the block begins with
   * @param row of the block
   */
  Cell cell(CsrMatrix block, int first, int row) {
    int from = block.indptr()[row];
    int until = block.indptr()[row + 1];
    return new Cell(
        Arrays.copyOfRange(block.indices(), from, until),
        Arrays.copyOfRange(block.values(), from, until),
        source(first + row));
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
}
