package org.polysome.backbone;

import org.polysome.fault.UsageException;
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
   * The same backbone up to one of its blocks. A last norm still applies.
   *
   * @param blocks how many of its blocks, from 1 to all of them
   * @throws UsageException if it has a state of the cell after its last block only
   */
  default Backbone first(int blocks) {
    throw new UsageException("the backbone has a state of the cell after its last block only");
  }

  /**
   * How much each token takes from each other in a block, outside training.
   *
   * @param block counted from 1
   * @return (cells, heads, queries, keys), as {@link org.polysome.nn.TokenMixer#weights} says
   * @throws UsageException if it has no attention, or no such block
   */
  default Tensor attention(Sequence sequence, int block) {
    throw new UsageException("the model has no attention weights");
  }

  /**
   * Called before each training step, for what changes between steps by number and not by gradient.
   *
   * @param step steps done before
   */
  default void atStep(long step) {}
}
