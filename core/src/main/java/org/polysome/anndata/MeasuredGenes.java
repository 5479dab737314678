package org.polysome.anndata;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.polysome.fault.DataException;

/**
 * Which genes each source of a merged file has measured. After an outer join a gene that a source
 * has not measured is stored as no entry, which is not a zero; this table tells them apart. In an
 * h5ad it is {@code uns/polysome/measured} (sources, genes) of uint8 with {@code
 * uns/polysome/sources} (names) and {@code uns/polysome/source_key} (the {@code obs} column whose
 * value is the source of each cell).
 *
 * @param sourceKey the {@code obs} column that names the source of each cell
 * @param sources names of the sources
 * @param genes for each source, the set of columns of {@code X} that it measured
 */
public record MeasuredGenes(String sourceKey, List<String> sources, List<BitSet> genes) {

  /** Copies, and checks that there is one set of genes per source. */
  public MeasuredGenes {
    sources = List.copyOf(sources);
    genes = List.copyOf(genes);
    if (sources.size() != genes.size()) {
      throw new IllegalArgumentException(
          sources.size() + " sources but " + genes.size() + " sets of genes");
    }
  }

  /**
   * The source of each cell, as its number in {@link #sources()}.
   *
   * @param obs the cells
   * @param file their file, for messages
   * @throws DataException if the column that names the sources is missing, or names another
   */
  public int[] sourceOfCells(Frame obs, Path file) {
    Column key =
        obs.column(sourceKey)
            .orElseThrow(
                () ->
                    new DataException(
                        file
                            + ": obs has no column '"
                            + sourceKey
                            + "', which uns/polysome says names the source of each cell"));
    Map<String, Integer> numbers = new HashMap<>();
    sources.forEach(source -> numbers.put(source, numbers.size()));
    int[] ofCells = new int[obs.rows()];
    for (int row = 0; row < ofCells.length; row++) {
      Integer number = key.text(row).map(numbers::get).orElse(null);
      if (number == null) {
        throw new DataException(
            file
                + ": cell '"
                + obs.index().get(row)
                + "' is of source '"
                + key.text(row).orElse("")
                + "', whose measured genes uns/polysome does not tell");
      }
      ofCells[row] = number;
    }
    return ofCells;
  }
}
