package org.polysome.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The files of cells that a command reads, of any format. */
final class InputOptions {

  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description = "h5ad file, 10x mtx folder, or table of counts (CSV or TSV, also gzipped).")
  private List<Path> inputs = new ArrayList<>();

  List<Path> paths() {
    return inputs;
  }
}
