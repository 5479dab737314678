package org.polysome.model;

/** What a model may make of cells, and an objective may need of it. */
public enum State {
  /** A state of each token: {@link Encoded#tokens}. */
  TOKENS,
  /** A vector of each cell: {@link Encoded#cells}. */
  CELLS,
  /** How far each number of a cell may be from its mean: {@link Encoded#variances}. */
  VARIANCES,
  /**
   * A vector of each gene before anything is mixed: {@link Encoded#genes}, {@link
   * CellModel#geneVectors}.
   */
  GENES
}
