package org.polysome.metric.agreement;

import java.util.Arrays;

/**
 * How many cells two partitions share in each pair of their parts. Only pairs that share a cell are
 * kept, so that as many clusters as cells are no burden.
 *
 * @param first number of cells of each part of the first partition; parts may be empty
 * @param second number of cells of each part of the second
 * @param rows part of the first of each pair, ascending
 * @param columns part of the second of each pair
 * @param counts cells that each pair shares, positive
 */
public record Contingency(long[] first, long[] second, int[] rows, int[] columns, long[] counts) {

  /** Checks that both partitions are of as many cells as the pairs share. */
  public Contingency {
    long shared = Arrays.stream(counts).sum();
    boolean fits = rows.length == counts.length && columns.length == counts.length;
    if (!fits || shared != Arrays.stream(first).sum() || shared != Arrays.stream(second).sum()) {
      throw new IllegalArgumentException("the parts and what they share do not fit");
    }
  }

  /**
   * Counts cells.
   *
   * @param first the part of each cell, from 0; numbers without a cell are empty parts
   * @param second the part of each cell in the second partition
   * @throws IllegalArgumentException if the lengths differ or a number is negative
   */
  public static Contingency of(int[] first, int[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          first.length + " cells in one partition and " + second.length + " in the other");
    }
    long[] sizes = sizes(first);
    long[] otherSizes = sizes(second);
    // Sorted by second and then, stably, by first: the cells of a pair are beside each other.
    int[] order = sorted(first, sizes, sorted(second, otherSizes, identity(first.length)));
    int[] rows = new int[order.length];
    int[] columns = new int[order.length];
    long[] counts = new long[order.length];
    int pairs = 0;
    for (int cell : order) {
      boolean seen =
          pairs > 0 && rows[pairs - 1] == first[cell] && columns[pairs - 1] == second[cell];
      if (!seen) {
        rows[pairs] = first[cell];
        columns[pairs] = second[cell];
        pairs++;
      }
      counts[pairs - 1]++;
    }
    return new Contingency(
        sizes,
        otherSizes,
        Arrays.copyOf(rows, pairs),
        Arrays.copyOf(columns, pairs),
        Arrays.copyOf(counts, pairs));
  }

  private static long[] sizes(int[] parts) {
    long[] sizes = new long[Arrays.stream(parts).max().orElse(-1) + 1];
    for (int part : parts) {
      if (part < 0) {
        throw new IllegalArgumentException("a cell of part " + part);
      }
      sizes[part]++;
    }
    return sizes;
  }

  private static int[] identity(int length) {
    int[] identity = new int[length];
    Arrays.setAll(identity, i -> i);
    return identity;
  }

  private static int[] sorted(int[] parts, long[] sizes, int[] order) {
    int[] next = new int[sizes.length + 1];
    for (int part = 0; part < sizes.length; part++) {
      next[part + 1] = next[part] + (int) sizes[part];
    }
    int[] sorted = new int[order.length];
    for (int cell : order) {
      sorted[next[parts[cell]]++] = cell;
    }
    return sorted;
  }

  /** Number of cells. */
  public long cells() {
    return Arrays.stream(counts).sum();
  }

  /** Number of parts of the first partition that have cells. */
  public int firstParts() {
    return (int) Arrays.stream(first).filter(size -> size > 0).count();
  }

  /** Number of parts of the second partition that have cells. */
  public int secondParts() {
    return (int) Arrays.stream(second).filter(size -> size > 0).count();
  }

  /** Whether both partitions are the same but for the numbers of their parts. */
  public boolean same() {
    return counts.length == firstParts() && counts.length == secondParts();
  }
}
