package org.polysome.metric;

import java.util.Locale;

/** Why a metric has a value, or has none. */
public enum Status {
  /** There is a value. */
  OK,
  /** There is one batch only, so that nothing can be mixed. */
  SINGLE_BATCH,
  /** There is one label only, so that nothing can be told apart. */
  SINGLE_LABEL,
  /** No label occurs in fewer batches than the others. */
  NO_ISOLATED_LABEL,
  /** There are too few cells, in all or in every group that counts. */
  TOO_FEW_CELLS,
  /** What should be compared does not vary. */
  CONSTANT,
  /** What the metric compares with is not there, such as the expression before integration. */
  NOT_AVAILABLE,
  /** A batch has too few controls to compare with. */
  NO_CONTROL;

  /** Its name in a file of results, such as {@code single-batch}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
