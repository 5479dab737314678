package org.polysome.metric.agreement;

/** The golden pairs of partitions of section 1 of the metric definitions, by their letters. */
enum Partitions {
  A(new int[] {0, 0, 1, 1}, new int[] {0, 0, 1, 2}),
  B(new int[] {0, 0, 0, 0}, new int[] {0, 1, 2, 3}),
  C(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1}),
  D(new int[] {0, 0, 1, 1, 2, 2}, new int[] {1, 1, 0, 0, 2, 2}),
  E(new int[] {0, 0, 0, 1, 1, 1, 2, 2, 2, 2}, new int[] {0, 0, 1, 1, 1, 2, 2, 2, 0, 2}),
  F(new int[] {0, 0, 0, 0}, new int[] {1, 1, 1, 1}),
  G(new int[] {0, 1, 2, 3}, new int[] {0, 1, 2, 3}),
  H(new int[] {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2}, new int[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 0});

  private final int[] truth;
  private final int[] clusters;

  Partitions(int[] truth, int[] clusters) {
    this.truth = truth;
    this.clusters = clusters;
  }

  Contingency table() {
    return Contingency.of(truth, clusters);
  }

  Contingency turned() {
    return Contingency.of(clusters, truth);
  }
}
