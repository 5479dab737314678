package org.polysome.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which model of a run goes over the cells of a file, and how. */
final class ModelOptions {

  @Option(
      names = "--checkpoint",
      paramLabel = "best|last|step-N",
      description = "Checkpoint (default: best if cells were held out, else last).")
  private Optional<String> checkpoint = Optional.empty();

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "64",
      description = "Cells at once; changes no number (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the model (default: one per processor).")
  private Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda[:N]",
      defaultValue = "cpu",
      description = "Where the model runs (default: ${DEFAULT-VALUE}).")
  private String device;

  Optional<String> checkpoint() {
    return checkpoint;
  }

  int batchSize() {
    return batchSize;
  }

  Optional<Integer> threads() {
    return threads;
  }

  String device() {
    return device;
  }
}
