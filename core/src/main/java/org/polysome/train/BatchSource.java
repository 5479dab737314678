package org.polysome.train;

import java.util.List;
import org.polysome.tokenizer.TokenBatch;

/** The training batches of a run, in order from some step on. */
interface BatchSource extends AutoCloseable {

  /** The batches whose gradients make the next step. */
  List<TokenBatch> next();

  /** The names of the cells of a step, for a message about it. */
  List<String> cells(long step);

  @Override
  void close();
}
