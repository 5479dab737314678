package org.polysome.nn;

/** What linear attention puts in the place of {@code exp(query . key / sqrt(dim))}. */
public enum Kernel {
  /**
   * Positive random features of the softmax kernel (FAVOR+, arXiv 2009.14794, lemma 1): {@code
   * exp(w . x - |x|^2 / 2)}.
   */
  SOFTMAX,
  /** The same with both signs of each feature (hyperbolic, same lemma): twice as many. */
  COSH,
  /** {@code max(w . x, 0)}: generalised attention of the same paper. */
  RELU,
  /** {@code elu(w . x) + 1}. */
  ELU,
  /**
   * BMFM-RNA's name for its softmax kernel. As published it weighs tokens by the length of the
   * vector before it is scaled, and so does not approach softmax attention; otherwise it is {@link
   * #SOFTMAX}.
   */
  EXP,
  /**
   * No random features: softmax of a query over its numbers, softmax of keys over the tokens
   * (efficient attention, arXiv 1812.01243).
   */
  UNPROJECTED
}
