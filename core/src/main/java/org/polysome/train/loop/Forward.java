package org.polysome.train.loop;

import org.polysome.nn.Mode;
import org.polysome.objective.Pass;
import org.polysome.tokenizer.TokenBatch;

/** The model as training sees it: a batch in, its states out. */
@FunctionalInterface
public interface Forward {

  /** Sends a batch through the model. */
  Pass pass(TokenBatch batch, Mode mode);

  /**
   * Called before each training step, for what changes between steps by number and not by gradient.
   *
   * @param step steps done before
   */
  default void atStep(long step) {}
}
