package org.polysome.nn;

import org.polysome.config.Require;
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
    require("dropout", probability);
  }

  /**
   * Refuses a probability outside [0, 1).
   *
   * @param key what the configuration calls it
   */
  public static void require(String key, double probability) {
    Require.that(
        probability >= 0 && probability < 1, key, "must be from 0 to below 1", probability);
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
