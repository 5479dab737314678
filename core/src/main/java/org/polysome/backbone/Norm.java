package org.polysome.backbone;

/** Where a block's norms are. */
public enum Norm {
  /** Before mixer and feed-forward layers, within the residual branch. */
  PRE,
  /** After the residual sum, as in BERT. */
  POST
}
