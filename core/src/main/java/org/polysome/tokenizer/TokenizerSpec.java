package org.polysome.tokenizer;

import org.polysome.config.Default;
import org.polysome.fault.UsageException;

/**
 * How a cell becomes tokens.
 *
 * @param genes which genes may become tokens
 * @param length most tokens of a cell, the cls token included
 * @param sampling which of them are taken when they are too many
 * @param cls whether the first token stands for the cell
 * @param normalisation from counts to values
 */
public record TokenizerSpec(
    @Default("non-zero") GeneSelection genes,
    @Default("512") int length,
    @Default("uniform") Sampling sampling,
    @Default("true") boolean cls,
    @Default("library-size") Normalisation normalisation) {

  /** Checks the length. */
  public TokenizerSpec {
    if (length < 2) {
      throw new UsageException("length: " + length + " tokens are too few, use at least 2");
    }
  }

  /** How many genes fit beside the cls token. */
  public int room() {
    return cls ? length - 1 : length;
  }
}
