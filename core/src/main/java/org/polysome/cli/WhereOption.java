package org.polysome.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which cells a command takes. */
final class WhereOption {

  @Option(
      names = "--where",
      paramLabel = "QUERY",
      description =
          "Take only cells whose obs satisfies a query, such as \"tissue == 'lung'\" or \"donor not"
              + " in ('D1', 'D7')\".")
  private Optional<String> where = Optional.empty();

  Optional<String> query() {
    return where;
  }
}
