package org.polysome.model;

import org.polysome.tensor.Tensor;

/**
 * The tokens of a batch before anything is mixed.
 *
 * @param genes the vector of each token's gene alone (cells, tokens, width)
 * @param tokens what the backbone reads: gene, value, position and fields together (cells, tokens,
 *     width)
 */
public record Embedded(Tensor genes, Tensor tokens) {

  /** Other vectors of the same tokens. */
  public Embedded withTokens(Tensor other) {
    return new Embedded(genes, other);
  }
}
