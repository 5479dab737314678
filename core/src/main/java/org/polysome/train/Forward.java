package org.polysome.train;

import org.polysome.nn.Mode;
import org.polysome.objective.Pass;
import org.polysome.tokenizer.TokenBatch;

/** The model as training sees it: a batch in, its states out. */
@FunctionalInterface
interface Forward {

  /** Sends a batch through the model. */
  Pass pass(TokenBatch batch, Mode mode);
}
