package org.polysome.encoder.gene;

import org.polysome.tensor.Tensor;

/** A live gene encoder. */
@FunctionalInterface
public interface GeneEncoder {

  /**
   * The vectors of tokens' genes.
   *
   * @param genes gene ids of any shape: vocabulary ids, and above them the special rows of tokens
   *     without a gene ({@link org.polysome.tokenizer.TokenBatch#special})
   * @return (shape, width)
   */
  Tensor forward(Tensor genes);
}
