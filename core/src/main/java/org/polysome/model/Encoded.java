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
 * @param variances how far each number of the cell may be from its mean, which is what {@code
 *     cells} holds then (cells, width), if the model makes a distribution of a cell
 */
public record Encoded(
    Tensor genes,
    Tensor tokens,
    Tensor cells,
    Optional<Tensor> labels,
    Optional<Tensor> variances) {

  /** The states of cells alone (cells, width), of a model that has no tokens. */
  static Encoded ofCells(Tensor cells) {
    Tensor none = cells.unsqueeze(1).narrow(1, 0, 0);
    return new Encoded(none, none, cells);
  }

  /** Normal distributions of the cells, each number for itself, of a model that has no tokens. */
  static Encoded ofCells(Tensor means, Tensor variances) {
    Encoded states = ofCells(means);
    return new Encoded(
        states.genes(), states.tokens(), means, Optional.empty(), Optional.of(variances));
  }

  /** States of a model that makes one vector of a cell. */
  public Encoded(Tensor genes, Tensor tokens, Tensor cells, Optional<Tensor> labels) {
    this(genes, tokens, cells, labels, Optional.empty());
  }

  /** States of a model without vectors of labels. */
  public Encoded(Tensor genes, Tensor tokens, Tensor cells) {
    this(genes, tokens, cells, Optional.empty());
  }
}
