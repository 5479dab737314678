package org.polysome.metric.silhouette;

import org.polysome.metric.LabelledPoints;

/** Looks at all pairs of cells and sums their distances by group. */
@FunctionalInterface
public interface PairDistances {

  /** The most cells whose distances are measured in double. */
  int MOST_EXACT_CELLS = 20_000;

  /** In double by plain differences, in any number of dimensions; the oracle. */
  PairDistances EXACT = new ExactDistances();

  /** In float on all processors, summed in double; within 1e-5 of the oracle. */
  PairDistances FAST = new FastDistances();

  /** What is used for data of so many cells, also for parts of them. */
  static PairDistances forCells(int cells) {
    return cells > MOST_EXACT_CELLS ? FAST : EXACT;
  }

  /**
   * The sums for every cell. The result does not depend on the number of threads.
   *
   * @param cells points and groups; empty groups are allowed
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  DistanceSums toGroups(LabelledPoints cells, Distance distance);
}
