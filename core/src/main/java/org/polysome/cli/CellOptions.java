package org.polysome.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which counts and which gene names a command reads; detected, and said aloud, if not given. */
final class CellOptions {

  @Option(
      names = "--layer",
      paramLabel = "X|raw|NAME",
      description = "Matrix that holds the counts (default: detected).")
  private Optional<String> layer = Optional.empty();

  @Option(
      names = "--gene-column",
      paramLabel = "COL",
      description = "Column of var that names the genes (default: detected).")
  private Optional<String> geneColumn = Optional.empty();

  /** {@code X}, {@code raw} or the name of a layer, if given. */
  Optional<String> layer() {
    return layer;
  }

  Optional<String> geneColumn() {
    return geneColumn;
  }
}
