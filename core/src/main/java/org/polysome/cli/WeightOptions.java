package org.polysome.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which weights of a run are used, and where. */
final class WeightOptions {

  @Option(
      names = "--checkpoint",
      paramLabel = "best|last|step-N",
      description = "Checkpoint (default: best if cells were held out, else last).")
  private Optional<String> checkpoint = Optional.empty();

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda[:N]",
      defaultValue = "cpu",
      description = "Where the model runs (default: ${DEFAULT-VALUE}).")
  private String device;

  Optional<String> checkpoint() {
    return checkpoint;
  }

  String device() {
    return device;
  }
}
