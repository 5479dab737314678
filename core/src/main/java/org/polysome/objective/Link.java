package org.polysome.objective;

import org.polysome.tensor.Tensor;

/** From the score that a head makes to the value that it means. */
public enum Link {
  /** The score itself. */
  IDENTITY,
  /** The exponential of the score. */
  EXP;

  Tensor apply(Tensor score) {
    return this == EXP ? score.exp() : score;
  }
}
