package org.polysome.matrix;

/**
 * The product of two dense matrices: the one expensive step of neighbours, projections and probes,
 * so that an engine can take it over. Every implementation gives the same result for the same
 * operands at any thread count; two implementations may differ in the last bits.
 *
 * <p>The engine's product is five to ten times as fast as the plain one on one core. Benchmarks use
 * the plain one all the same: of their time the product is a quarter, and their numbers are then
 * the same on every machine, at any thread count and where the engine does not load.
 */
@FunctionalInterface
public interface MatrixProduct {

  /** The default: plain Java, the same bits on every machine. */
  MatrixProduct PLAIN = new BlockedProduct();

  /**
   * The product of {@code left} (n, k) and {@code right} (k, m).
   *
   * @return a new matrix (n, m)
   * @throws IllegalArgumentException if the inner sizes differ
   */
  DenseMatrix multiply(DenseMatrix left, DenseMatrix right);
}
