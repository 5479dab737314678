package org.polysome.nn;

import java.util.Optional;
import org.polysome.tensor.Tensor;

/** A layer in which the tokens of a cell see each other. */
@FunctionalInterface
public interface Mixer {

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
   * Called before each training step, for what changes between steps by number and not by gradient.
   * A function of the seed and the step, so that training that was killed goes on the same.
   *
   * @param step steps done before
   */
  default void atStep(long step) {}
}
