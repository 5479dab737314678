package org.polysome.experiment.data;

import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.config.Require;

/**
 * What a paper counts in a data set.
 *
 * @param cells number of cells or other samples
 * @param genes number of genes
 * @param classes number of different labels
 * @param within largest deviation that is due to the rounding in the paper, as a share
 */
public record Expected(
    Optional<Integer> cells,
    Optional<Integer> genes,
    Optional<Integer> classes,
    @Default("0") double within) {

  /** Checks the numbers. */
  public Expected {
    cells.ifPresent(count -> Require.positive("cells", count));
    genes.ifPresent(count -> Require.positive("genes", count));
    classes.ifPresent(count -> Require.positive("classes", count));
    Require.between("within", within, 0, 1);
  }

  /** Whether a number is one that was expected, but for rounding. */
  boolean agrees(int expected, int found) {
    return Math.abs(found - expected) <= within * expected;
  }
}
