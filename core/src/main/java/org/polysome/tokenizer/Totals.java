package org.polysome.tokenizer;

/** Over which counts the total of a cell is taken. */
public enum Totals {
  /** Over all counts of the cell in the vocabulary. */
  CELL,
  /** Over the genes that became tokens (BMFM-RNA). */
  SEQUENCE
}
