package org.polysome;

/** Computes what a reference implementation computed, from its inputs and weights, and compares. */
@FunctionalInterface
public interface GoldenCheck {

  /**
   * Compares every output and gradient of the case at the tolerance it states.
   *
   * @param golden open until this returns; its sizes are read, never assumed
   */
  void check(GoldenCase golden);
}
