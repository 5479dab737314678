package org.polysome.tokenizer;

/** How many of the candidates of a cell are chosen to be predicted, for a given ratio. */
public enum MaskQuota {
  /** {@code round(ratio * candidates)}, and at least one where there is a candidate. */
  ROUNDED,
  /** {@code floor(ratio * candidates)}, as scGPT's code; there may be none. */
  FLOOR,
  /** {@code ceil(ratio * candidates)}. */
  CEILING,
  /**
   * scBERT's code: {@code min(ceil(ratio * tokens), ceil(ratio * candidates))}, the second product
   * in float32, which gives 16 of 100 candidates at a ratio of 0.15.
   */
  CEILING_IN_FLOAT32,
  /** Each candidate by itself with a probability of the ratio; there may be none. */
  INDEPENDENT;

  /**
   * How many are chosen; not for {@link #INDEPENDENT}, whose number is random.
   *
   * @param candidates tokens that may be chosen
   * @param tokens tokens of the cell, those that stand for no gene included
   */
  public int of(double ratio, int candidates, int tokens) {
    return switch (this) {
      case ROUNDED -> candidates == 0 ? 0 : (int) Math.max(1, Math.round(ratio * candidates));
      case FLOOR -> (int) Math.floor(ratio * candidates);
      case CEILING -> (int) Math.ceil(ratio * candidates);
      case CEILING_IN_FLOAT32 ->
          (int) Math.min(Math.ceil(ratio * tokens), Math.ceil((float) ratio * candidates));
      case INDEPENDENT ->
          throw new IllegalStateException("the number of independent choices is random");
    };
  }
}
