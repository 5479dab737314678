package org.polysome.objective;

/** What a loss over hidden values is the mean of. */
public enum Mean {
  /** Of all hidden values of a step: a cell with more of them weighs more. */
  TOKENS,
  /**
   * Of the cells' own means: every cell with a hidden value weighs the same (the study of
   * encodings, eq. 10).
   */
  CELLS
}
