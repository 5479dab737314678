package org.polysome.simulate;

import org.polysome.config.Default;
import org.polysome.fault.UsageException;

/**
 * What to simulate.
 *
 * @param cells number of cells
 * @param genes number of genes
 * @param types number of cell types
 * @param batches number of batches, each with a factor of its own on every gene
 * @param perturbations number of genes that are knocked down, each in cells of its own beside
 *     control cells; 0 for none
 * @param difficulty how hard the types are to tell apart, from 0 (marker genes differ manifold) to
 *     1 (not at all)
 * @param dropout the mean count at which half of the seen genes are lost (Michaelis-Menten dropout,
 *     P = dropout / (dropout + mean)); 0 for none
 * @param seed seed of everything; a cell is a function of it and of its number alone
 */
public record SimulationSpec(
    @Default("3000") int cells,
    @Default("2000") int genes,
    @Default("6") int types,
    @Default("3") int batches,
    @Default("0") int perturbations,
    @Default("0.5") double difficulty,
    @Default("0") double dropout,
    @Default("0") long seed) {

  /** Checks the ranges. */
  public SimulationSpec {
    atLeast("cells", cells, 1);
    atLeast("genes", genes, 20);
    atLeast("types", types, 1);
    atLeast("batches", batches, 1);
    atLeast("perturbations", perturbations, 0);
    if (!(difficulty >= 0 && difficulty <= 1)) {
      throw new UsageException("difficulty: " + difficulty + " is not between 0 and 1");
    }
    if (!(dropout >= 0) || Double.isInfinite(dropout)) {
      throw new UsageException("dropout: " + dropout + " is not a number from 0 up");
    }
    if (perturbations > Programs.members(genes)) {
      throw new UsageException(
          "perturbations: %d is more than the %d genes that belong to programs; ask for more genes"
              .formatted(perturbations, Programs.members(genes)));
    }
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new UsageException(name + ": " + value + " is below " + least);
    }
  }
}
