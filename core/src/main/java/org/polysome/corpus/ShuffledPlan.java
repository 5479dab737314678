package org.polysome.corpus;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.polysome.fault.DataException;
import org.polysome.random.Permutation;
import org.polysome.random.Seeds;

/**
 * Every cell once per epoch, or as often as its weight says, in an order shuffled anew for each.
 * Batches are cut evenly, so that their sizes differ by one at most and none is left over. Within
 * windows of so many batches, cells are sorted by length before they are cut, which saves padding;
 * the batches of a window come in random order. Immutable but for a cache of the last window; safe
 * for use by many threads.
 */
public final class ShuffledPlan implements BatchPlan {

  private static final long ORDER = Seeds.of("order of cells");
  private static final long BATCHES = Seeds.of("order of batches");

  private final EpochCells cells;
  private final IntUnaryOperator length;
  private final int window;
  private final long seed;
  private final int steps;
  private volatile Window last = new Window(-1, new int[0][]);

  /** The batches of one window of an epoch. */
  private record Window(long number, int[][] batches) {}

  /**
   * How batches are cut.
   *
   * @param batchSize most cells of a batch
   * @param window number of batches among which cells are sorted by length; 1 for none
   */
  public record Cut(int batchSize, int window) {

    /** As many batches as even out the lengths while a window stays a small part of an epoch. */
    public static final int DEFAULT_WINDOW = 32;

    /** Checks the ranges. */
    public Cut {
      if (batchSize < 1 || window < 1) {
        throw new IllegalArgumentException("batches of " + batchSize + " in windows of " + window);
      }
    }

    /** Batches with the default window. */
    public static Cut of(int batchSize) {
      return new Cut(batchSize, DEFAULT_WINDOW);
    }
  }

  /**
   * A plan.
   *
   * @param rows the corpus rows to train on
   * @param length the number of tokens of a corpus row
   * @param cut how batches are cut
   * @param seed seed of the run
   * @throws DataException if there are no rows
   */
  public ShuffledPlan(int[] rows, IntUnaryOperator length, Cut cut, long seed) {
    this(EpochCells.once(rows), length, cut, seed);
  }

  /**
   * A plan by weights.
   *
   * @param cells the cells of each epoch
   * @param length the number of tokens of a row, be it the first or a further one of its cell
   * @param cut how batches are cut
   * @param seed seed of the run
   * @throws DataException if there are no cells
   */
  public ShuffledPlan(EpochCells cells, IntUnaryOperator length, Cut cut, long seed) {
    if (cells.size() == 0) {
      throw new DataException(
          "no cells are left to train on; check data.select and data.validation");
    }
    this.cells = cells;
    this.length = length;
    this.window = cut.window();
    this.seed = seed;
    this.steps = Math.ceilDiv(cells.size(), cut.batchSize());
  }

  @Override
  public long stepsPerEpoch() {
    return steps;
  }

  @Override
  public int[] rows(long step) {
    int inEpoch = (int) (step % steps);
    long windows = Math.ceilDiv(steps, window);
    long number = epoch(step) * windows + inEpoch / window;
    Window current = last;
    if (current.number() != number) {
      current = new Window(number, batches(epoch(step), inEpoch / window));
      last = current;
    }
    return current.batches()[inEpoch % window].clone();
  }

  private int[][] batches(long epoch, int windowInEpoch) {
    int first = windowInEpoch * window;
    int count = Math.min(window, steps - first);
    int[] sorted = sortedByLength(epoch, start(first), start(first + count));
    Permutation order = new Permutation(count, Seeds.of(seed, BATCHES, epoch, windowInEpoch));
    int[][] batches = new int[count][];
    int next = 0;
    for (int i = 0; i < count; i++) {
      int batch = (int) order.at(i);
      int size = start(first + batch + 1) - start(first + batch);
      batches[batch] = Arrays.copyOfRange(sorted, next, next + size);
      next += size;
    }
    return batches;
  }

  private int start(int step) {
    return BatchPlan.cut(cells.size(), step, steps);
  }

  /** The rows at places of an epoch's order, shortest first; equal ones stay in that order. */
  private int[] sortedByLength(long epoch, int from, int until) {
    Permutation order = new Permutation(cells.size(), Seeds.of(seed, ORDER, epoch));
    IntUnaryOperator rows = cells.of(seed, epoch);
    long[] keys = new long[until - from];
    for (int i = 0; i < keys.length; i++) {
      int place = (int) order.at(from + i);
      long bucket = window == 1 ? 0 : length.applyAsInt(rows.applyAsInt(place));
      keys[i] = bucket << 32 | i;
    }
    Arrays.sort(keys);
    int[] sorted = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      sorted[i] = rows.applyAsInt((int) order.at(from + (int) keys[i]));
    }
    return sorted;
  }
}
