package org.polysome.train.spec;

/** Where a run that starts from another has from what is fitted to training cells. */
public enum InitFitted {
  /**
   * From the other run, by the names of genes: medians, selected genes, the largest total of a
   * cell. What the other run does not have is fitted, and said to be.
   */
  CARRIED,
  /** From its own training cells. */
  ANEW;

  /** Whether the other run's is taken. */
  public boolean carries() {
    return this == CARRIED;
  }
}
