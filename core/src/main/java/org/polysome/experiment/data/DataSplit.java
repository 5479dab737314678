package org.polysome.experiment.data;

import java.util.Optional;
import org.polysome.config.Require;

/**
 * How a paper divides the cells of a data set to judge a model on it.
 *
 * @param how what cells are drawn by
 * @param test share that is tested, where the paper says it
 * @param validation share of the rest that chooses settings
 * @param seeds number of divisions
 * @param minCells classes of fewer cells are left out
 */
public record DataSplit(
    How how,
    Optional<Double> test,
    Optional<Double> validation,
    Optional<Integer> seeds,
    Optional<Integer> minCells) {

  /** What cells are drawn by. */
  public enum How {
    /** All cells alike. */
    RANDOM,
    /** The same share of each class. */
    STRATIFIED,
    /** Whole batches. */
    BY_BATCH,
    /** Nothing is drawn: the files say it. */
    GIVEN
  }

  /** Checks the shares and numbers. */
  public DataSplit {
    test.ifPresent(share -> Require.between("test", share, 0, 1));
    validation.ifPresent(share -> Require.between("validation", share, 0, 1));
    seeds.ifPresent(count -> Require.positive("seeds", count));
    minCells.ifPresent(count -> Require.positive("min-cells", count));
    Require.that(
        how != How.GIVEN || test.isEmpty(),
        "test",
        "must not be given where the files divide",
        test);
  }
}
