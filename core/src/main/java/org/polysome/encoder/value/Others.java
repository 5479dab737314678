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
   * A number, encoded as any other: what the code of scGPT does.
   *
   * @param mask the number of a hidden value
   * @param special the number of a token that stands for no gene; scGPT's pretraining has -2
   */
  record Number(@Default("-1") double mask, @Default("0") double special) implements Others {}
}
