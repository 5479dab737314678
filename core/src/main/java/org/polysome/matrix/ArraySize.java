package org.polysome.matrix;

import java.util.Locale;
import org.polysome.fault.DataException;

/**
 * Lengths of arrays in memory, whose places are counted by ints: what would be longer is refused at
 * its door, by what it is and how many numbers it would have, and never wraps around.
 */
public final class ArraySize {

  /** The longest array that every Java machine makes. */
  public static final int MOST = Integer.MAX_VALUE - 16;

  private ArraySize() {}

  /**
   * The length of an array of some rows of as many numbers each.
   *
   * @param what it holds, in the plural, such as {@code neighbors (cells, neighbors)}
   * @param rows at least 0
   * @param columns at least 0
   * @throws DataException if it is longer than {@link #MOST}
   */
  public static int of(String what, long rows, long columns) {
    boolean fits = rows == 0 || columns <= MOST / rows;
    if (!fits) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: %,d x %,d are more numbers than the %,d that are held at once; take fewer cells",
              what,
              rows,
              columns,
              MOST));
    }
    return (int) (rows * columns);
  }

  /**
   * The length of an array.
   *
   * @param what it holds, in the plural
   * @throws DataException if it is longer than {@link #MOST}
   */
  public static int of(String what, long length) {
    return of(what, length, 1);
  }

  /**
   * The next length of an array that grows: half as long again, and at least as long as is needed.
   *
   * @param what it holds, in the plural
   * @param length how long it is
   * @param needed how long it has to be
   * @throws DataException if more than {@link #MOST} are needed
   */
  public static int grown(String what, int length, long needed) {
    int least = of(what, needed);
    return Math.max(least, (int) Math.min(MOST, length + length / 2L + 16));
  }
}
