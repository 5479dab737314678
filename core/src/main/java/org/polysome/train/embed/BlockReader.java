package org.polysome.train.embed;

import java.util.Arrays;
import java.util.List;
import org.polysome.matrix.CsrMatrix;
import org.polysome.parallel.Prefetch;

/**
 * Reads and tokenises the blocks of a file.
 *
 * @param cells of the file
 * @param embedder makes them tokens
 * @param size how many cells a block has
 */
record BlockReader(AlignedCells cells, BlockEmbedder embedder, int size)
    implements Prefetch.Maker<BlockReader.Block> {

  /**
   * A block ready to embed.
   *
   * @param counts as they are in the file
   * @param batches its cells, tokenised
   * @param empty how many of its cells have no counts in the vocabulary
   */
  record Block(CsrMatrix counts, List<BlockEmbedder.Placed> batches, int empty) {}

  /** All blocks, one ahead of the one in use, by one thread: a file is read by one at a time. */
  Prefetch<Block> ahead() {
    int blocks = Math.ceilDiv(cells.rows(), size);
    return new Prefetch<>(new Prefetch.Span("cells to embed", 0, blocks, 1, 1), () -> this);
  }

  @Override
  public Block make(long number) {
    int from = Math.toIntExact(number * size);
    int until = Math.min(cells.rows(), from + size);
    CsrMatrix counts = cells.block(from, until);
    CsrMatrix aligned = cells.align(counts);
    int[] sources = new int[until - from];
    Arrays.setAll(sources, row -> cells.source(from + row));
    int empty = 0;
    for (int row = 0; row < aligned.rows(); row++) {
      empty += AlignedCells.size(aligned, row) == 0 ? 1 : 0;
    }
    return new Block(counts, embedder.tokenize(aligned, sources, cells.labels(from, until)), empty);
  }
}
