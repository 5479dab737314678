package org.polysome.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.polysome.fault.UsageException;
import org.polysome.suite.integration.Conservation;
import picocli.CommandLine.Option;

/** What else of the biology integration is asked for, where the user brings what it needs. */
final class ConservationOptions {

  @Option(
      names = "--pseudotime",
      paramLabel = "COL",
      description =
          "Column of obs with each cell's place on a trajectory; the diffusion pseudotime of each"
              + " embedding is compared with it, as scib does.")
  private Optional<String> pseudotime = Optional.empty();

  @Option(
      names = "--s-genes",
      paramLabel = "FILE",
      description =
          "Genes of phase S, one name per line; with --g2m-genes, how much of the cell cycle each"
              + " embedding keeps.")
  private Optional<Path> synthesis = Optional.empty();

  @Option(
      names = "--g2m-genes",
      paramLabel = "FILE",
      description = "Genes of phases G2 and M, one name per line; with --s-genes.")
  private Optional<Path> division = Optional.empty();

  @Option(
      names = "--variable-genes",
      description =
          "Also Moran's I of the most variable genes among neighbours, and of embeddings that are"
              + " corrected expression (a number for each gene) the overlap of variable genes.")
  private boolean variableGenes;

  Conservation chosen() {
    if (synthesis.isPresent() != division.isPresent()) {
      throw new UsageException(
          "--s-genes and --g2m-genes belong together: the cell cycle is scored by both");
    }
    return new Conservation(
        pseudotime,
        synthesis.flatMap(
            first -> division.map(second -> Conservation.CycleGenes.read(first, second))),
        variableGenes);
  }
}
