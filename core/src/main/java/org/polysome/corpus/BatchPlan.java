package org.polysome.corpus;

import java.util.Arrays;

/**
 * Which cells make the global batch of each step. A plan is a pure function: any step can be asked
 * at any time, so resuming a run needs no state but the number of the step, and every process of a
 * parallel run works out the same batch and takes its {@link #slice}.
 */
public interface BatchPlan {

  /** Number of steps that one pass over the cells takes. */
  long stepsPerEpoch();

  /** The corpus rows of the global batch of a step, counted from 0 over all epochs. */
  int[] rows(long step);

  /** The epoch that a step belongs to, counted from 0. */
  default long epoch(long step) {
    return step / stepsPerEpoch();
  }

  /**
   * The share of one process in a global batch.
   *
   * @param rows the global batch
   * @param rank which process, from 0
   * @param worldSize how many processes there are
   */
  static int[] slice(int[] rows, int rank, int worldSize) {
    return Arrays.copyOfRange(
        rows, cut(rows.length, rank, worldSize), cut(rows.length, rank + 1, worldSize));
  }

  /** Where part {@code index} begins when so many things are cut into equal parts. */
  static int cut(int things, long index, long parts) {
    return (int) (things * index / parts);
  }
}
