package org.polysome.cli;

import java.nio.file.Path;
import org.polysome.train.embed.EmbedRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A run and the cells that it reads: {@code RUN INPUT} with where the output goes. */
final class RunOnCells {

  @Parameters(index = "0", paramLabel = "RUN", description = "The run folder.")
  private Path run;

  @Parameters(
      index = "1",
      paramLabel = "INPUT",
      description = "h5ad file, 10x mtx folder, or table of counts (CSV or TSV, also gzipped).")
  private Path input;

  @Mixin private OutputOptions output;
  @Mixin private CellOptions cells;
  @Mixin private WhereOption where;

  Path run() {
    return run;
  }

  Path input() {
    return input;
  }

  OutputOptions output() {
    return output;
  }

  /** Which counts of which cells. */
  EmbedRequest.CountsOptions counts() {
    return cells.options(where);
  }
}
