package org.polysome.anndata;

import java.util.BitSet;
import java.util.List;

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
}
