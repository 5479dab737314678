package org.polysome.cli;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model of a run goes over the cells of a file, and how. */
final class ModelOptions {

  @Mixin private WeightOptions weights;

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

  Optional<String> checkpoint() {
    return weights.checkpoint();
  }

  int batchSize() {
    return batchSize;
  }

  Optional<Integer> threads() {
    return threads;
  }

  String device() {
    return weights.device();
  }
}
