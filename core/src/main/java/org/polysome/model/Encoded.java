package org.polysome.model;

import org.polysome.tensor.Tensor;

/**
 * What a model made of a batch.
 *
 * @param tokens the state of each token (cells, tokens, width); rows of padding have no meaning
 * @param cells the pooled state of each cell (cells, width)
 */
public record Encoded(Tensor tokens, Tensor cells) {}
