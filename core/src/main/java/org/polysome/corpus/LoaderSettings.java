package org.polysome.corpus;

import org.polysome.tokenizer.Draw;

/**
 * What a loader makes and how far ahead.
 *
 * @param firstStep the step to begin with
 * @param lastStep the step after the last; {@link #ENDLESS} to go on as long as asked
 * @param pieces into how many batches the cells of a step are cut (gradient accumulation)
 * @param rank which process this is
 * @param worldSize how many processes share each step
 * @param threads how many threads make batches
 * @param ahead how many steps are made ahead of the one in use
 */
public record LoaderSettings(
    long firstStep, long lastStep, int pieces, int rank, int worldSize, int threads, int ahead) {

  /** As a last step: there is none. */
  public static final long ENDLESS = Long.MAX_VALUE;

  private static final int AHEAD_PER_THREAD = 2;

  /** Checks the ranges. */
  public LoaderSettings {
    if (firstStep < 0 || lastStep < firstStep || pieces < 1 || threads < 1 || ahead < 1) {
      throw new IllegalArgumentException(
          "steps %d to %d in %d pieces by %d threads, %d ahead"
              .formatted(firstStep, lastStep, pieces, threads, ahead));
    }
    if (rank < 0 || rank >= worldSize) {
      throw new IllegalArgumentException("rank " + rank + " of " + worldSize);
    }
  }

  /** One process and one batch per step. */
  public static LoaderSettings steps(long firstStep, long lastStep, int threads) {
    return new LoaderSettings(firstStep, lastStep, 1, 0, 1, threads, AHEAD_PER_THREAD * threads);
  }

  /** With each step cut into so many batches. */
  public LoaderSettings withPieces(int count) {
    return new LoaderSettings(firstStep, lastStep, count, rank, worldSize, threads, ahead);
  }

  /** With this process's place among others. */
  public LoaderSettings withRank(int newRank, int newWorldSize) {
    return new LoaderSettings(firstStep, lastStep, pieces, newRank, newWorldSize, threads, ahead);
  }

  /** The random choices of an epoch. */
  @FunctionalInterface
  public interface Draws {
    /** The choices of that epoch, {@link Draw#training} of it or always the same. */
    Draw of(long epoch);
  }
}
