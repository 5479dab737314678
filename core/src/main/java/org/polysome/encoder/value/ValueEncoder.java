package org.polysome.encoder.value;

import org.polysome.nn.Mode;
import org.polysome.tensor.Tensor;

/** A live value encoder. */
@FunctionalInterface
public interface ValueEncoder {

  /**
   * The vectors of tokens' values.
   *
   * @param mode whether dropout acts
   * @return (cells, tokens, {@link ValueEncoderSpec#width})
   */
  Tensor forward(TokenValues tokens, Mode mode);
}
