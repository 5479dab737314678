package org.polysome.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.polysome.corpus.Phenoprint;
import picocli.CommandLine.Option;

/** Which perturbations a corpus keeps. */
final class PhenoprintOptions {

  @Option(
      names = "--phenoprint",
      paramLabel = "FILE",
      description =
          "Keep only cells of perturbations that pass in this consistency.csv of benchmark"
              + " perturbation-map, and controls; phenoprint.csv in the corpus says which and why.")
  private Optional<Path> table = Optional.empty();

  @Option(
      names = "--perturbation-column",
      paramLabel = "COL",
      defaultValue = "perturbation",
      description =
          "With --phenoprint: column of obs with what was done to each cell (default:"
              + " ${DEFAULT-VALUE}).")
  private String column;

  @Option(
      names = "--phenoprint-embedding",
      paramLabel = "NAME",
      description =
          "With --phenoprint: the embedding in which they must pass (default: the only one).")
  private Optional<String> embedding = Optional.empty();

  @Option(
      names = "--phenoprint-level",
      paramLabel = "P",
      defaultValue = "0.05",
      description = "With --phenoprint: the largest p-value that passes (default: 0.05).")
  private double level;

  /** The curation, if one is asked for. */
  Optional<Phenoprint> phenoprint() {
    return table.map(file -> new Phenoprint(file, column, embedding, level));
  }
}
