package org.polysome.nn;

import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;

/**
 * Zeroes numbers at random in training and scales the others up; the identity otherwise.
 *
 * @param probability of a zero, in [0, 1)
 */
public record Dropout(double probability) implements Layer {

  /** Checks the probability. */
  public Dropout {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException("dropout: " + probability + " is not in [0, 1)");
    }
  }

  @Override
  public Tensor forward(Tensor input, Mode mode) {
    return active(mode) == 0 ? input : Functions.dropout(input, probability);
  }

  /** The probability in a mode: 0 outside training. */
  double active(Mode mode) {
    return mode == Mode.TRAINING ? probability : 0;
  }
}
