package org.polysome.tokenizer;

/** What an objective needs the tokenizer to put into a batch, on the host. */
public sealed interface Target {

  /**
   * Hide values and keep them aside. Of a cell's gene tokens, zeros included where the selection
   * has them, exactly {@code round(ratio * tokens)} are hidden and at least one; never the cls
   * token. (Paper 001 masks half of its sampled tokens, all of them non-zero; BMFM-RNA masks zeros
   * too.)
   *
   * @param ratio share of the gene tokens of a cell that is hidden, in (0, 1)
   */
  record MaskedValues(double ratio) implements Target {
    /** Checks the ratio. */
    public MaskedValues {
      if (!(ratio > 0 && ratio < 1)) {
        throw new IllegalArgumentException("ratio: " + ratio + " is not between 0 and 1");
      }
    }
  }

  /** Keep the whole cell, before sampling and masking. */
  record WholeCell() implements Target {}

  /** A label column of {@code obs}. */
  record Label(String column) implements Target {}
}
