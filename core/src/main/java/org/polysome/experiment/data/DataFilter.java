package org.polysome.experiment.data;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.prepare.CellFilter;

/**
 * Limits on the cells and genes of a data set; one that is absent does not limit.
 *
 * @param minCounts fewest counts of a cell
 * @param maxCounts most counts of a cell
 * @param minGenes fewest genes seen in a cell, before genes are left out
 * @param maxGenes most genes seen in a cell
 * @param maxMitochondrial highest share of a cell's counts on mitochondrial genes, from 0 to 1
 * @param maxRibosomal highest share of a cell's counts on genes of ribosomal proteins, from 0 to 1
 * @param minCells genes seen in fewer of the cells that are left are left out
 * @param minLabelCells columns of {@code obs}, by name, and in how many of the cells that {@code
 *     where} selects a label of each must be: cells of a rarer one are left out
 * @param minDispersion genes whose counts vary less in these cells are left out, variance over mean
 */
public record DataFilter(
    Optional<Double> minCounts,
    Optional<Double> maxCounts,
    Optional<Integer> minGenes,
    Optional<Integer> maxGenes,
    Optional<Double> maxMitochondrial,
    Optional<Double> maxRibosomal,
    @Default("0") int minCells,
    @Default("{}") Map<String, Integer> minLabelCells,
    @Default("0") double minDispersion) {

  /** Checks the limits on genes and labels; {@link #cells} checks the others. */
  public DataFilter {
    Require.atLeast("min-cells", minCells, 0);
    minLabelCells = Collections.unmodifiableMap(new TreeMap<>(minLabelCells));
    minLabelCells.forEach(
        (column, least) ->
            Require.that(least >= 1, "min-label-cells", "must be at least 1 for " + column, least));
  }

  /**
   * The limits on cells.
   *
   * @throws org.polysome.fault.UsageException if they leave nothing
   */
  public CellFilter cells() {
    return new CellFilter(minCounts, maxCounts, minGenes, maxGenes, maxMitochondrial, maxRibosomal);
  }
}
