package org.polysome.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.polysome.fault.UsageException;
import org.polysome.suite.RunSweep;
import picocli.CommandLine.Option;

/** Which checkpoints and layers of the runs are judged. */
final class SweepOptions {

  @Option(
      names = "--checkpoints",
      split = ",",
      paramLabel = "all|best|last|step-N",
      description =
          "Checkpoints of each --run to judge, as RUN@step-N, with curves over training (default:"
              + " best if cells were held out, else last).")
  private List<String> checkpoints = new ArrayList<>();

  @Option(
      names = "--layers",
      split = ",",
      paramLabel = "all|N",
      description =
          "Layers of each --run after which cells are pooled, as RUN/layer-N, with curves from layer"
              + " to layer; 0 is the embedding of tokens, the same for all cells where a cls token is pooled"
              + " (default: the last).")
  private List<String> layers = new ArrayList<>();

  RunSweep chosen() {
    return new RunSweep(checkpoints, layers);
  }

  /** Checks that there are runs to choose from, and that their curves can be told apart. */
  void requireRuns(List<Path> runs) {
    if (chosen().isEmpty()) {
      return;
    }
    String option = checkpoints.isEmpty() ? "--layers" : "--checkpoints";
    if (runs.isEmpty()) {
      throw new UsageException(option + ": there is no --run to choose from");
    }
    Set<String> names = new HashSet<>();
    for (Path run : runs) {
      String name = String.valueOf(run.toAbsolutePath().normalize().getFileName());
      if (!names.add(name)) {
        throw new UsageException(
            "%s: two runs are called '%s', so that their curves could not be told apart"
                .formatted(option, name));
      }
    }
  }
}
