package org.polysome.backbone;

import java.util.Optional;
import org.polysome.tensor.Tensor;

/**
 * The embedded tokens of a batch of cells.
 *
 * @param embedded (cells, tokens, width)
 * @param genes gene ids (cells, tokens), for backbones with a gene order of their own
 * @param kinds {@link org.polysome.tokenizer.TokenKind#code()} of each token (cells, tokens),
 *     32-bit integers, for backbones that treat hidden tokens in a way of their own
 * @param present (cells, tokens) true where there is a token; empty where there is no padding
 */
public record Sequence(Tensor embedded, Tensor genes, Tensor kinds, Optional<Tensor> present) {}
