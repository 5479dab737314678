package org.polysome.metric.perturbation.relation;

/**
 * Pairs of rows of a map.
 *
 * @param first a row of each pair
 * @param second the other
 */
public record RowPairs(int[] first, int[] second) {

  /** Checks the lengths, and that no row is paired with itself. */
  public RowPairs {
    if (first.length != second.length) {
      throw new IllegalArgumentException(first.length + " and " + second.length + " rows");
    }
    for (int i = 0; i < first.length; i++) {
      if (first[i] == second[i]) {
        throw new IllegalArgumentException("row " + first[i] + " with itself");
      }
    }
  }

  /** How many. */
  public int size() {
    return first.length;
  }
}
