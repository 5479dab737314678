package org.polysome.train.spec;

/**
 * Number format of the activations in training. Parameters, optimiser state, losses and embeddings
 * are float32 in either.
 */
public enum Precision {
  /** 32-bit floats throughout. */
  FLOAT32,
  /** Matrix products in bfloat16, by autocast. */
  BF16
}
