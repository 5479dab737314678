package org.polysome.model;

import org.polysome.nn.Mode;
import org.polysome.tensor.Tensor;

/** A live {@link EmbeddingNorm}. It sees the batch, because some norms differ by label. */
@FunctionalInterface
public interface TokenNorm {

  /** (cells, tokens, width) to the same. */
  Tensor forward(Tensor tokens, ModelBatch batch, Mode mode);
}
