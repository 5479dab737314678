package org.polysome.model;

import org.polysome.tokenizer.TokenBatch;

/**
 * Turns tokenised cells into vectors. The same tokens give the same vector to 1e-5 of its norm,
 * alone or in any batch, at any thread count.
 */
public interface Embedder {

  /** Numbers per cell. */
  int width();

  /** The vectors of a batch of cells, (cells, width) row-major. */
  float[] embed(TokenBatch batch);
}
