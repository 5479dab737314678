package org.polysome.objective;

/**
 * One number that training makes small.
 *
 * @param name what it is called in the metrics, such as {@code masked-values.mse}
 * @param weight its factor in the sum of all terms
 */
public record Term(String name, double weight) {

  /** The same term as part of something larger. */
  Term within(String outer, double factor) {
    return new Term(outer + "." + name, weight * factor);
  }
}
