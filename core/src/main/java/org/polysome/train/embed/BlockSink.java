package org.polysome.train.embed;

import org.polysome.matrix.CsrMatrix;

/** Where embedded cells go, block by block in the order of the file. */
@FunctionalInterface
public interface BlockSink {

  /**
   * Takes a block.
   *
   * @param counts the block as it is in the file
   * @param vectors its vectors (cells, width), row-major
   */
  void append(CsrMatrix counts, float[] vectors);
}
