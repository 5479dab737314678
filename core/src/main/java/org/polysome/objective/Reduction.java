package org.polysome.objective;

/** What becomes of the losses of a cell's genes, before the mean over cells is taken. */
public enum Reduction {
  /** Their sum: a cell of which more genes were measured weighs more. */
  SUM,
  /** The mean over all genes of all cells of a step. */
  MEAN
}
