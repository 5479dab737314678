package org.polysome.encoder.value;

import org.polysome.tensor.Tensor;

/** A live value encoder. */
@FunctionalInterface
public interface ValueEncoder {

  /** The vectors of tokens' values: (cells, tokens, width). */
  Tensor forward(TokenValues tokens);
}
