package org.polysome.nn;

import java.util.Optional;
import org.polysome.fault.UsageException;
import org.polysome.tensor.Tensor;

/** A layer in which the tokens of a cell see each other. */
@FunctionalInterface
public interface TokenMixer {

  /**
   * Mixes the tokens of each cell.
   *
   * @param input (cells, tokens, width)
   * @param visible true where there is a token (cells, tokens), empty where there is no padding;
   *     what further forms a kind of attention takes, it says
   * @return (cells, tokens, width); rows of padding hold numbers without meaning
   */
  Tensor forward(Tensor input, Optional<Tensor> visible, Mode mode);

  /**
   * How much each token takes from each other in each head, outside training.
   *
   * @param input (cells, tokens, width)
   * @param visible as {@link #forward} takes it
   * @return (cells, heads, queries, keys); rows sum to one, and rows of padding have no meaning
   * @throws UsageException if tokens do not see each other by weights
   */
  default Tensor weights(Tensor input, Optional<Tensor> visible) {
    throw new UsageException("the model has no attention weights");
  }

  /**
   * Called before each training step, for what changes between steps by number and not by gradient.
   * A function of the seed and the step, so that training that was killed goes on the same.
   *
   * @param step steps done before
   */
  default void atStep(long step) {}
}
