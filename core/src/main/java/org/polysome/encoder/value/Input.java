package org.polysome.encoder.value;

import org.polysome.tensor.Tensor;

/** Which number of a token a value encoder reads. */
public enum Input {
  /** The raw count. */
  COUNTS,
  /** The value as the tokenizer normalised it. */
  NORMALISED;

  /** The chosen numbers (cells, tokens). */
  Tensor of(TokenValues tokens) {
    return this == COUNTS ? tokens.counts() : tokens.normalised();
  }
}
