package org.polysome.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a command writes, for the commands that must be told. */
final class OutputOptions {

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      description = "Where to write (required); an existing output is refused without --force.")
  private Path output;

  @Option(names = "--force", description = "Replace an existing output.")
  private boolean force;

  Path output() {
    return output;
  }

  boolean force() {
    return force;
  }
}
