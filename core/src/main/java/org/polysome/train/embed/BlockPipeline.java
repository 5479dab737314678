package org.polysome.train.embed;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.polysome.fault.CancelledException;
import org.polysome.matrix.CsrMatrix;

/** Reads and tokenises one block ahead of the one in use, in a thread of its own. */
final class BlockPipeline implements Iterator<BlockPipeline.Block>, AutoCloseable {

  private final AlignedCells cells;
  private final BlockEmbedder embedder;
  private final int blockSize;
  private final ExecutorService thread;
  private int submitted;
  private @Nullable Future<Block> underway;

  /**
   * A block ready to embed.
   *
   * @param counts as they are in the file
   * @param batches its cells, tokenised
   * @param empty how many of its cells have no counts in the vocabulary
   */
  record Block(CsrMatrix counts, List<BlockEmbedder.Placed> batches, int empty) {}

  BlockPipeline(AlignedCells cells, BlockEmbedder embedder, int blockSize) {
    this.cells = cells;
    this.embedder = embedder;
    this.blockSize = blockSize;
    this.thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("embed-reader").daemon(true).factory());
    submit();
  }

  @Override
  public boolean hasNext() {
    return underway != null;
  }

  @Override
  public Block next() {
    Future<Block> first = underway;
    if (first == null) {
      throw new NoSuchElementException("after the last block");
    }
    try {
      Block block = first.get();
      submit();
      return block;
    } catch (ExecutionException e) {
      throw asThrown(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted while waiting for cells");
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void submit() {
    int from = submitted;
    int until = Math.min(cells.rows(), from + blockSize);
    submitted = until;
    underway = from < until ? thread.submit(() -> prepare(from, until)) : null;
  }

  private Block prepare(int from, int until) {
    CsrMatrix counts = cells.block(from, until);
    CsrMatrix aligned = cells.align(counts);
    int[] sources = new int[until - from];
    Arrays.setAll(sources, row -> cells.source(from + row));
    int empty = 0;
    for (int row = 0; row < aligned.rows(); row++) {
      empty += aligned.indptr()[row] == aligned.indptr()[row + 1] ? 1 : 0;
    }
    Map<String, int[]> labels = cells.labels(from, until);
    return new Block(counts, embedder.tokenize(aligned, sources, labels), empty);
  }

  private static RuntimeException asThrown(ExecutionException fault) {
    return switch (fault.getCause()) {
      case RuntimeException known -> known;
      case Error error -> throw error;
      case null, default -> new IllegalStateException("the reading thread failed", fault);
    };
  }
}
