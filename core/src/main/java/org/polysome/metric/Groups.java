package org.polysome.metric;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Cells by a code, such as their batch or label. A code that no cell has is no group.
 *
 * @param codes the code of each cell, from 0
 * @param sizes number of cells of each code, 0 where no cell has it
 */
public record Groups(int[] codes, int[] sizes) {

  /** Checks that the sizes are those of the codes. */
  public Groups {
    if (IntStream.of(sizes).sum() != codes.length) {
      throw new IllegalArgumentException(
          "sizes of " + IntStream.of(sizes).sum() + " cells for " + codes.length);
    }
  }

  /**
   * Counts.
   *
   * @throws IllegalArgumentException if a code is negative
   */
  public static Groups of(int[] codes) {
    int[] sizes = new int[IntStream.of(codes).max().orElse(-1) + 1];
    for (int code : codes) {
      if (code < 0) {
        throw new IllegalArgumentException("a code is negative: " + code);
      }
      sizes[code]++;
    }
    return new Groups(codes, sizes);
  }

  /** Number of cells. */
  public int cells() {
    return codes.length;
  }

  /** Number of groups that have a cell. */
  public int count() {
    return (int) Arrays.stream(sizes).filter(size -> size > 0).count();
  }

  /** The cells of a code, ascending. */
  public int[] members(int code) {
    int[] members = new int[sizes[code]];
    int filled = 0;
    for (int cell = 0; filled < members.length; cell++) {
      if (codes[cell] == code) {
        members[filled++] = cell;
      }
    }
    return members;
  }

  /** Some of the cells, in the order they are named; codes stay as they are. */
  public Groups select(int[] cells) {
    int[] chosen = IntStream.of(cells).map(cell -> codes[cell]).toArray();
    return of(chosen);
  }
}
