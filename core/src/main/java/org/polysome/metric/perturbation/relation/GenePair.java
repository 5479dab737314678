package org.polysome.metric.perturbation.relation;

/**
 * Two different genes that are known to have to do with each other, in no order.
 *
 * @param first the name that sorts first
 * @param second the other
 */
public record GenePair(String first, String second) {

  /** Puts the names in order; refuses a gene with itself. */
  public GenePair {
    if (first.equals(second)) {
      throw new IllegalArgumentException(first + " with itself");
    }
    if (first.compareTo(second) > 0) {
      String swapped = first;
      first = second;
      second = swapped;
    }
  }
}
