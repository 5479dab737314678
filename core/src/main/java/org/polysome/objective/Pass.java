package org.polysome.objective;

import org.polysome.nn.Mode;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenBatch;

/** One batch on its way through a model, whose states several objectives share. */
public interface Pass {

  /** The batch on the host. */
  TokenBatch batch();

  /** Whether dropout and the like act. */
  Mode mode();

  /** The vectors of the tokens' genes before anything is mixed, (cells, tokens, width). */
  Tensor genes();

  /** The states of all tokens, (cells, tokens, width). */
  Tensor tokens();

  /** The pooled states, (cells, width). */
  Tensor cells();

  /** The same batch through the model once more, with the dropout that comes next. */
  Pass again();
}
