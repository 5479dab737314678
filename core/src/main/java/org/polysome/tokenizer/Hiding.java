package org.polysome.tokenizer;

import org.polysome.config.Default;
import org.polysome.fault.UsageException;

/**
 * What becomes of the tokens that are chosen to be predicted (BERT's scheme): some are replaced by
 * the mask, some by something random, and the rest stay as they are and are asked for all the same.
 *
 * @param replace share of the chosen tokens that become masks
 * @param random share that gets what another token has: the value of a random token of the cell, or
 *     a random gene of the vocabulary
 */
public record Hiding(@Default("1") double replace, @Default("0") double random) {

  /** Every chosen token becomes a mask. */
  public static final Hiding ALL = new Hiding(1, 0);

  /** Checks the shares. */
  public Hiding {
    checkShare("replace", replace);
    checkShare("random", random);
    if (replace + random > 1 + 1e-9) {
      throw new UsageException(
          "random: replace and random are shares of one whole, but %s + %s is above 1"
              .formatted(replace, random));
    }
  }

  private static void checkShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new UsageException(name + ": " + share + " is not between 0 and 1");
    }
  }
}
