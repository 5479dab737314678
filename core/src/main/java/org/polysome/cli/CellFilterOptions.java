package org.polysome.cli;

import java.util.Optional;
import org.polysome.prepare.CellFilter;
import picocli.CommandLine.Option;

/** Limits on the cells that are kept. */
final class CellFilterOptions {

  @Option(
      names = "--min-counts",
      paramLabel = "N",
      description = "Leave out cells with fewer counts.")
  private Optional<Double> minCounts = Optional.empty();

  @Option(
      names = "--max-counts",
      paramLabel = "N",
      description = "Leave out cells with more counts.")
  private Optional<Double> maxCounts = Optional.empty();

  @Option(
      names = "--min-genes",
      paramLabel = "N",
      description = "Leave out cells in which fewer genes were seen.")
  private Optional<Integer> minGenes = Optional.empty();

  @Option(
      names = "--max-genes",
      paramLabel = "N",
      description = "Leave out cells in which more genes were seen.")
  private Optional<Integer> maxGenes = Optional.empty();

  @Option(
      names = "--max-mitochondrial",
      paramLabel = "0..1",
      description = "Leave out cells with a higher share of counts on MT- or mt- genes.")
  private Optional<Double> maxMitochondrial = Optional.empty();

  @Option(
      names = "--max-ribosomal",
      paramLabel = "0..1",
      description = "Leave out cells with a higher share of counts on RPS, RPL, Rps or Rpl genes.")
  private Optional<Double> maxRibosomal = Optional.empty();

  CellFilter filter() {
    return new CellFilter(minCounts, maxCounts, minGenes, maxGenes, maxMitochondrial, maxRibosomal);
  }
}
