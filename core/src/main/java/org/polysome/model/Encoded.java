package org.polysome.model;

import org.polysome.tensor.Tensor;

/**
 * What a model made of a batch.
 *
 * @param genes the vector of each token's gene before anything is mixed (cells, tokens, width)
 * @param tokens the state of each token (cells, tokens, width); rows of padding have no meaning;
 *     (cells, 0, width) where the model's traits say that there are none
 * @param cells the pooled state of each cell (cells, width)
 */
public record Encoded(Tensor genes, Tensor tokens, Tensor cells) {}
