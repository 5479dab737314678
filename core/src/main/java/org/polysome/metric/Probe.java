package org.polysome.metric;

import org.polysome.matrix.DenseMatrix;

/**
 * A simple classifier on frozen embeddings: how well it does says how much of the labels the
 * embedding holds. Deterministic: the same training cells in the same order give the same answers.
 */
public sealed interface Probe permits KnnProbe, LinearProbe {

  /** What its metrics are called by: {@code knn} or {@code linear}. */
  String name();

  /** The exact definition, for the record of a result. */
  String flavor();

  /**
   * Learns from some cells and answers for others.
   *
   * @param train at least one cell
   * @param test (cells, dimensions)
   * @return a class for each test cell
   */
  int[] predict(LabelledPoints train, DenseMatrix test);
}
