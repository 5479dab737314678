package org.polysome.suite;

/** Which simple alternatives are judged beside the given embeddings. */
public enum Baselines {
  /** None. */
  NONE,
  /**
   * Those that need no training: principal components, variable genes, shuffled labels, and for a
   * run the same model at random weights.
   */
  FAST
}
