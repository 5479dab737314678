package org.polysome.corpus;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.polysome.tokenizer.CellBuffer;

/**
 * The content hashes of the cells of a corpus by the ids of another vocabulary: the stored ones
 * where no id changes, else those of all cells, worked out when the first is asked for.
 */
final class CellHashes {

  private static final int BLOCK = 4096;

  private final Corpus corpus;
  private final GeneMap map;
  private volatile long @Nullable [] mapped;

  CellHashes(Corpus corpus, GeneMap map) {
    this.corpus = corpus;
    this.map = map;
  }

  long of(int row) {
    return map.isSame() ? corpus.contentHash(row) : mapped()[row];
  }

  private long[] mapped() {
    long[] known = mapped;
    if (known == null) {
      known = compute();
      mapped = known;
    }
    return known;
  }

  private long[] compute() {
    long[] hashes = new long[corpus.cells()];
    IntStream.range(0, Math.ceilDiv(hashes.length, BLOCK))
        .parallel()
        .forEach(block -> compute(block * BLOCK, hashes));
    return hashes;
  }

  private void compute(int from, long[] hashes) {
    CellBuffer cell = new CellBuffer();
    int until = Math.min(hashes.length, from + BLOCK);
    for (int row = from; row < until; row++) {
      corpus.read(row, cell);
      map.apply(cell, cell.source());
      hashes[row] = cell.contentHash();
    }
  }
}
