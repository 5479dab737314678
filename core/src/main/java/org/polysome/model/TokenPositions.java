package org.polysome.model;

import java.util.Optional;
import org.polysome.tensor.Tensor;

/** A live {@link Position}. */
@FunctionalInterface
public interface TokenPositions {

  /** What is added to the tokens, broadcast to (cells, tokens, width); empty for nothing. */
  Optional<Tensor> of(ModelBatch batch);
}
