package org.polysome.backbone;

import java.util.Optional;
import org.polysome.tensor.Tensor;

/**
 * The embedded tokens of a batch of cells.
 *
 * @param embedded (cells, tokens, width)
 * @param genes gene ids (cells, tokens), for backbones with a gene order of their own
 * @param present (cells, tokens) true where there is a token; empty where there is no padding
 */
public record Sequence(Tensor embedded, Tensor genes, Optional<Tensor> present) {}
