package org.polysome.encoder.value;

import org.polysome.config.Default;

/** What stands for a token without a number: a hidden value, the cls token, padding. */
public sealed interface Others {

  /** A learned vector per kind of token, in place of an encoded number. */
  record Learned() implements Others {}

  /**
   * A learned vector per kind of token in place of the hidden numbers, which then takes the rest of
   * the way that numbers take: what the code of BMFM-RNA does.
   */
  record Hidden() implements Others {}

  /**
   * A number, encoded as any other: what the code of scGPT does. Tokens that are neither seen nor
   * hidden are 0.
   *
   * @param mask the number of a hidden value
   */
  record Number(@Default("-1") double mask) implements Others {}
}
