package org.polysome.train.spec;

import org.polysome.config.Require;

/** Which cells make a batch. */
public sealed interface PlanSpec {

  /** Any, shuffled anew for each epoch, cells of like length together. */
  record Shuffled() implements PlanSpec {}

  /**
   * Cells of one label, shuffled anew for each epoch: what batch norm by domain was published with.
   * Cells without a label are a domain of their own.
   *
   * @param column of {@code obs}
   */
  record OneDomain(String column) implements PlanSpec {
    /** Checks the name. */
    public OneDomain {
      Require.that(!column.isBlank(), "column", "must name a column of obs", column);
    }
  }
}
