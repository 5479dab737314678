package org.polysome.tokenizer;

/** What a token's value stands for. The ordinal is what {@link TokenBatch#kinds()} stores. */
public enum TokenKind {
  /** Padding: no token at all. */
  PAD,
  /** A gene with its value. */
  VALUE,
  /** A gene that was measured and not seen. */
  ZERO,
  /** A gene whose value is hidden and asked for. */
  MASK,
  /** The token that stands for the cell. */
  CLS,
  /** The depth of the input (read-depth-aware training, S). */
  DEPTH_SOURCE,
  /** The depth asked for (read-depth-aware training, T). */
  DEPTH_TARGET;

  /** The code stored in a batch. */
  public byte code() {
    return (byte) ordinal();
  }
}
