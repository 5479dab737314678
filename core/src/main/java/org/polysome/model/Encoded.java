package org.polysome.model;

import java.util.Optional;
import org.polysome.tensor.Tensor;

/**
 * What a model made of a batch.
 *
 * @param genes the vector of each token's gene before anything is mixed (cells, tokens, width)
 * @param tokens the state of each token (cells, tokens, width); rows of padding have no meaning;
 *     (cells, 0, width) where the model's traits say that there are none
 * @param cells the pooled state of each cell (cells, width)
 * @param labels the vector of each cell's label (cells, {@link ModelSpec#labelWidth}), which heads
 *     that predict values read beside the states, if the model has such vectors
 */
public record Encoded(Tensor genes, Tensor tokens, Tensor cells, Optional<Tensor> labels) {

  /** States of a model without vectors of labels. */
  public Encoded(Tensor genes, Tensor tokens, Tensor cells) {
    this(genes, tokens, cells, Optional.empty());
  }
}
