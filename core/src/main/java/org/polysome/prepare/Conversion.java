package org.polysome.prepare;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.polysome.anndata.Orientation;
import org.polysome.fault.UsageException;
import org.polysome.genes.GeneJoin;

/**
 * What to convert into one h5ad.
 *
 * @param inputs files or folders of any format that is read; several are merged
 * @param obs tables of cells to attach, one per input in the same order, or none
 * @param output the h5ad
 * @param join which genes a merge keeps
 * @param batchKey the column of obs that names the source of each cell; {@code source} if several
 *     inputs are merged and none is given
 * @param orientation which way round tables of counts are read
 * @param layer the matrix to take as X; a merge takes the raw counts of each input if none is given
 * @param geneColumn the column of var that names the genes; detected if none is given
 * @param force whether an existing output may be replaced
 */
public record Conversion(
    List<Path> inputs,
    List<Path> obs,
    Path output,
    GeneJoin.Kind join,
    Optional<String> batchKey,
    Orientation orientation,
    Optional<String> layer,
    Optional<String> geneColumn,
    boolean force) {

  /** Checks that inputs and tables pair up. */
  public Conversion {
    inputs = List.copyOf(inputs);
    obs = List.copyOf(obs);
    if (inputs.isEmpty()) {
      throw new UsageException("there is no input to convert");
    }
    if (!obs.isEmpty() && obs.size() != inputs.size()) {
      throw new UsageException(
          "‹obs› is given "
              + obs.size()
              + " times for "
              + inputs.size()
              + " inputs; give it once per input, in the same order");
    }
  }

  /** A conversion of everything by its defaults. */
  public static Conversion of(List<Path> inputs, Path output) {
    return new Conversion(
        inputs,
        List.of(),
        output,
        GeneJoin.Kind.INNER,
        Optional.empty(),
        Orientation.DETECTED,
        Optional.empty(),
        Optional.empty(),
        false);
  }
}
