package org.polysome.suite.integration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.genes.Vocabulary;
import org.polysome.suite.Metric;

/**
 * What else of the biology is asked for, all by the definitions of scib 1.2: the user brings a
 * pseudotime, or the genes of the cell cycle, or asks for variable genes.
 *
 * @param pseudotime the {@code obs} column with each cell's place on a trajectory
 * @param cycle genes of the cell cycle
 * @param variableGenes whether variable genes are compared
 */
public record Conservation(
    Optional<String> pseudotime, Optional<CycleGenes> cycle, boolean variableGenes) {

  /** Nothing else. */
  public static final Conservation NONE =
      new Conservation(Optional.empty(), Optional.empty(), false);

  /**
   * Genes of the cell cycle.
   *
   * @param synthesis names of those of phase S
   * @param division names of those of phases G2 and M
   */
  public record CycleGenes(List<String> synthesis, List<String> division) {

    /** Copies the names. */
    public CycleGenes {
      synthesis = List.copyOf(synthesis);
      division = List.copyOf(division);
    }

    /**
     * Reads two files with one name per line.
     *
     * @throws org.polysome.fault.DataException if one is empty, or holds a blank or repeated name
     */
    public static CycleGenes read(Path synthesis, Path division) {
      return new CycleGenes(Vocabulary.read(synthesis).names(), Vocabulary.read(division).names());
    }
  }

  /** The metrics of what is asked for. */
  List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    pseudotime.ifPresent(column -> metrics.add(IntegrationMetrics.TRAJECTORY));
    cycle.ifPresent(genes -> metrics.add(IntegrationMetrics.CELL_CYCLE));
    if (variableGenes) {
      metrics.add(IntegrationMetrics.HVG_OVERLAP);
      metrics.add(IntegrationMetrics.MORANS_I);
    }
    return metrics;
  }

  boolean isNothing() {
    return equals(NONE);
  }

  /** What is asked for, in words. */
  String words() {
    List<String> parts = new ArrayList<>();
    pseudotime.ifPresent(
        column -> parts.add("trajectory of ‘%s’, in scib's bio".formatted(column)));
    cycle.ifPresent(
        genes ->
            parts.add(
                "cell cycle by %d and %d genes, in scib's bio"
                    .formatted(genes.synthesis.size(), genes.division.size())));
    if (variableGenes) {
      parts.add(
          "overlap of variable genes (of corrected expression only) and Moran's I, in no mean");
    }
    return String.join("; ", parts) + "; all as scib 1.2";
  }
}
