package org.polysome.benchmarks.mutation;

/**
 * Three methods whose mutants must be killed, survive, and be uncovered. A run whose tests are not
 * seen, or whose failures are not noticed, reports other ends and is refused.
 */
final class Planted {

  private Planted() {}

  /** A sum that its test checks. */
  static int checked(int a, int b) {
    return a + b;
  }

  /** A sum that its test makes and does not look at. */
  static int unchecked(int a, int b) {
    return a + b;
  }

  /** A sum that no test makes. */
  static int uncovered(int a, int b) {
    return a + b;
  }
}
