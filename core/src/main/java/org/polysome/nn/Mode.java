package org.polysome.nn;

/** Whether dropout and the like act. */
public enum Mode {
  /** Dropout acts, drawing from the engine's generator. */
  TRAINING,
  /** Nothing is random: validation and embedding. */
  EVALUATION
}
