package org.polysome.backbone;

import org.polysome.nn.Mode;
import org.polysome.tensor.Tensor;

/** A live backbone. */
@FunctionalInterface
public interface Backbone {

  /**
   * Mixes the tokens of each cell.
   *
   * @return (cells, tokens, width); rows of padding hold numbers without meaning. Where the spec's
   *     traits say that there are no token states, (cells, 1, width): the state of the cell
   */
  Tensor forward(Sequence sequence, Mode mode);

  /**
   * Called before each training step, for what changes between steps by number and not by gradient.
   *
   * @param step steps done before
   */
  default void atStep(long step) {}
}
