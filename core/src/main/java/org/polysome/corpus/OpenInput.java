package org.polysome.corpus;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.anndata.MeasuredGenes;
import org.polysome.anndata.RowMatrix;
import org.polysome.fault.DataException;

/**
 * A file of cells that is being read into a corpus.
 *
 * @param name a short name, unique among the inputs
 * @param file the open file
 * @param matrix {@code X}, {@code raw} or the layer that they are from
 * @param counts the counts, checked as they are read
 * @param firstSource the number of its first source in the corpus
 * @param firstCell the number of its first cell among those of all inputs
 */
record OpenInput(
    String name, AnnDataFile file, String matrix, RowMatrix counts, int firstSource, int firstCell) {

  Frame obs() {
    return file.obs();
  }

  Frame var() {
    return file.var(matrix);
  }

  int cells() {
    return file.obs().rows();
  }

  /**
   * The table of measured genes that speaks of the columns of this matrix; {@code raw} has genes of
   * its own, of which it says nothing.
   */
  Optional<MeasuredGenes> measured() {
    return matrix.equals(AnnDataFile.RAW) ? Optional.empty() : file.measured();
  }

  /** The names of its sources: one, or those of a merged file. */
  List<String> sources() {
    return measured()
        .map(table -> table.sources().stream().map(source -> name + ":" + source).toList())
        .orElse(List.of(name));
  }

  /** The columns that one of its sources measured. */
  BitSet measuredColumns(int source) {
    if (measured().isPresent()) {
      return measured().get().genes().get(source);
    }
    BitSet all = new BitSet();
    all.set(0, counts().columns());
    return all;
  }

  /** The source of each cell, counted from this input's first. */
  int[] sourceOfCells() {
    if (measured().isEmpty()) {
      return new int[cells()];
    }
    MeasuredGenes table = measured().get();
    Column key =
        obs()
            .column(table.sourceKey())
            .orElseThrow(
                () ->
                    new DataException(
                        "%s: obs has no column '%s', which should tell the sources of the merge"
                            .formatted(file.path(), table.sourceKey())));
    Map<String, Integer> numbers =
        IntStream.range(0, table.sources().size())
            .boxed()
            .collect(java.util.stream.Collectors.toMap(table.sources()::get, i -> i));
    return IntStream.range(0, cells())
        .map(
            row ->
                key.text(row)
                    .map(numbers::get)
                    .orElseThrow(
                        () ->
                            new DataException(
                                "%s: cell '%s' is of no source that uns/polysome names"
                                    .formatted(file.path(), obs().index().get(row)))))
        .toArray();
  }
}
