package org.polysome.corpus;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.anndata.MeasuredGenes;
import org.polysome.anndata.RowMatrix;
import org.polysome.fault.UsageException;

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
    String name,
    AnnDataFile file,
    String matrix,
    RowMatrix counts,
    int firstSource,
    int firstCell) {

  Frame obs() {
    return file.obs();
  }

  Frame var() {
    return file.var(matrix);
  }

  int cells() {
    return file.obs().rows();
  }

  private Optional<MeasuredGenes> measured() {
    return file.measured(matrix);
  }

  /**
   * A column of {@code obs} that an option names.
   *
   * @throws UsageException if it is not there, naming the columns there are
   */
  Column column(String option, String column) {
    return obs()
        .column(column)
        .orElseThrow(
            () ->
                new UsageException(
                    "%s: obs of %s has no column '%s'; there are %s"
                        .formatted(
                            option,
                            file.path(),
                            column,
                            String.join(", ", obs().columns().keySet()))));
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
    return measured()
        .map(table -> table.sourceOfCells(obs(), file.path()))
        .orElseGet(() -> new int[cells()]);
  }
}
