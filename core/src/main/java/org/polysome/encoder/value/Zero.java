package org.polysome.encoder.value;

/** How a value encoder takes a gene that was measured and not seen. */
public enum Zero {
  /** As the number 0. */
  NUMBER,
  /** As a token of its own with a learned vector. */
  TOKEN
}
