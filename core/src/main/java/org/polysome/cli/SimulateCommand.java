package org.polysome.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.polysome.fault.UsageException;
import org.polysome.simulate.Simulation;
import org.polysome.simulate.SimulationFile;
import org.polysome.simulate.SimulationLike;
import org.polysome.simulate.SimulationSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code polysome simulate}. */
@Command(
    name = "simulate",
    description = {
      "Simulate raw counts whose truth is known: types, batches, gene programs, knock-downs.",
      "Genes are named G00001 and on; of 1,000 or more the last 13 are mitochondrial, MT-01 to"
          + " MT-13. A cell depends on the settings and its number alone, not on how many there are."
    },
    footer = {
      "",
      "Example:",
      "  polysome simulate -o cells.h5ad --cells 3000 --genes 2000 --types 6"
    })
final class SimulateCommand implements Runnable {

  private static final int DEFAULT_GENES = 2000;
  private static final int DEFAULT_TYPES = 6;

  @Mixin private Session session;
  @Mixin private OutputOptions output;

  @Option(
      names = "--cells",
      paramLabel = "N",
      defaultValue = "3000",
      description = "Number of cells (default: ${DEFAULT-VALUE}).")
  private int cells;

  @Option(
      names = "--genes",
      paramLabel = "G",
      description = "Number of genes (default: 2000; with --like those of the file).")
  private Optional<Integer> genes = Optional.empty();

  @Option(
      names = "--types",
      paramLabel = "T",
      description = "Number of cell types (default: 6; with --label those of the file).")
  private Optional<Integer> types = Optional.empty();

  @Option(
      names = "--batches",
      paramLabel = "B",
      defaultValue = "3",
      description = "Number of batches (default: ${DEFAULT-VALUE}).")
  private int batches;

  @Option(
      names = "--perturbations",
      paramLabel = "P",
      defaultValue = "0",
      description = "Number of knocked-down genes, beside control cells (default: none).")
  private int perturbations;

  @Option(
      names = "--difficulty",
      paramLabel = "0..1",
      defaultValue = "0.5",
      description = "How hard types are to tell apart; at 1 they do not differ (default: 0.5).")
  private double difficulty;

  @Option(
      names = "--dropout",
      paramLabel = "MEAN",
      defaultValue = "0",
      description = "Mean count at which half of the seen genes are lost (default: none are).")
  private double dropout;

  @Option(
      names = "--like",
      paramLabel = "REAL.h5ad",
      description = "Take genes, their means and dispersions and library sizes from a file.")
  private Optional<Path> like = Optional.empty();

  @Option(
      names = "--matrix",
      paramLabel = "X|raw|NAME",
      description = "With --like: matrix that holds the counts (default: detected).")
  private Optional<String> matrix = Optional.empty();

  /** What scripts from before there was {@code --matrix} say. */
  @Option(names = "--layer", hidden = true, description = "As --matrix.")
  private Optional<String> layer = Optional.empty();

  @Option(
      names = "--label",
      paramLabel = "COL",
      description = "With --like: column of obs whose labels become the types.")
  private Optional<String> label = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of everything (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads that draw cells; the counts stay the same (default: one per processor).")
  private Optional<Integer> threads = Optional.empty();

  @Override
  public void run() {
    refuseWhatDoesNotGoTogether();
    SimulationSpec spec =
        new SimulationSpec(
            cells,
            genes.orElse(DEFAULT_GENES),
            types.orElse(DEFAULT_TYPES),
            batches,
            perturbations,
            difficulty,
            dropout,
            seed);
    Simulation simulation =
        like.map(
                file ->
                    Simulation.like(
                        new SimulationLike(file, matrix.or(() -> layer), label),
                        spec,
                        session.progress()))
            .orElseGet(() -> Simulation.of(spec));
    SimulationFile.write(
        simulation,
        output.output(),
        threads.orElseGet(() -> Runtime.getRuntime().availableProcessors()),
        output.force(),
        session.progress());
  }

  private void refuseWhatDoesNotGoTogether() {
    if (like.isPresent() && genes.isPresent()) {
      throw new UsageException("--genes does not go with --like, which takes the file's genes");
    }
    if (like.isEmpty() && (matrix.isPresent() || layer.isPresent() || label.isPresent())) {
      throw new UsageException("--matrix and --label say how to read the file of --like");
    }
    if (label.isPresent() && types.isPresent()) {
      throw new UsageException("--types does not go with --label, which takes the file's types");
    }
    if (threads.isPresent() && threads.get() < 1) {
      throw new UsageException("--threads: " + threads.get() + " is below 1");
    }
  }
}
