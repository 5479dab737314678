package org.polysome.tokenizer;

/** When a random change of cells happens. */
public enum When {
  /** In training and validation; embedding sees cells without it. */
  TRAIN,
  /** In embedding too. */
  ALWAYS
}
