package org.polysome.tokenizer;

/** How the genes of a cell are chosen when there are more than fit. */
public enum Sampling {
  /** Each gene that may be a token with the same probability, without replacement. */
  UNIFORM,
  /**
   * Seen genes first, uniformly if they alone are too many; what room is left goes to genes not
   * seen, uniformly (the zero padding {@code random} of BMFM-RNA).
   */
  NON_ZERO_FIRST
}
