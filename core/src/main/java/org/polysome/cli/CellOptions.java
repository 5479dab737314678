package org.polysome.cli;

import java.util.Optional;
import org.polysome.train.embed.EmbedRequest;
import picocli.CommandLine.Option;

/** Which counts and which gene names a command reads; detected, and said aloud, if not given. */
final class CellOptions {

  @Option(
      names = "--matrix",
      paramLabel = "X|raw|NAME",
      description = "Matrix that holds the counts (default: detected).")
  private Optional<String> matrix = Optional.empty();

  /** What scripts from before there was {@code --matrix} say. */
  @Option(names = "--layer", hidden = true, description = "As --matrix.")
  private Optional<String> layer = Optional.empty();

  @Option(
      names = "--gene-column",
      paramLabel = "COL",
      description = "Column of var that names the genes (default: detected).")
  private Optional<String> geneColumn = Optional.empty();

  /** {@code X}, {@code raw} or the name of a layer, if given. */
  Optional<String> layer() {
    return matrix.or(() -> layer);
  }

  Optional<String> geneColumn() {
    return geneColumn;
  }

  /** Of all cells. */
  EmbedRequest.CountsOptions options() {
    return new EmbedRequest.CountsOptions(layer(), geneColumn, Optional.empty());
  }

  /** Of the cells that a query takes. */
  EmbedRequest.CountsOptions options(WhereOption where) {
    return new EmbedRequest.CountsOptions(layer(), geneColumn, where.query());
  }
}
