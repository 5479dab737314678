package org.polysome.metric.probe;

import org.polysome.metric.Definition;

/**
 * A simple classifier on frozen embeddings: how well it does says how much of the labels the
 * embedding holds. Deterministic: the same task gives the same answers at any thread count.
 */
public sealed interface Probe permits KnnProbe, WeightedKnnProbe, LinearProbe, TrainedProbe {

  /** What its metrics are called by: {@code knn}, {@code linear} or {@code mlp}. */
  String name();

  /** The exact definition, for the record of a result. */
  Definition flavor();

  /** Learns from some cells and answers for others. */
  Prediction predict(ProbeTask task);
}
