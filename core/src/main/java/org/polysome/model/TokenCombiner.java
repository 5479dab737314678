package org.polysome.model;

import java.util.function.Supplier;
import org.polysome.tensor.Tensor;

/** A live {@link Combination}. */
@FunctionalInterface
public interface TokenCombiner {

  /**
   * One vector per token.
   *
   * @param gene (cells, tokens, width)
   * @param value (cells, tokens, value width), computed when asked for
   * @return (cells, tokens, width)
   */
  Tensor combine(Tensor gene, Supplier<Tensor> value);
}
