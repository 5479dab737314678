package org.polysome.nn;

/** How long the orthogonal random directions of linear attention are. */
public enum RowNorm {
  /** As long as independent normal vectors would be, so that their distribution is the same. */
  CHI,
  /** The root of the dimension, all alike. */
  CONSTANT
}
