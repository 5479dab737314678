package org.polysome.train.embed;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.polysome.matrix.ArraySize;
import org.polysome.matrix.DenseMatrix;
import org.polysome.model.Embedder;
import org.polysome.parallel.Prefetch;
import org.polysome.prepare.CountsMatrix;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;
import org.polysome.train.Run;

/**
 * Embeds the cells of a file with a run, in memory bounded by a block of rows. Nothing is fitted on
 * them; a cell gets the same tokens, and the same vector to 1e-5 of its norm, whatever the batch
 * size, the other cells, their order and the format of the file. A run that was made {@code
 * as-published} may break this ({@link org.polysome.train.BatchDependence}): then batches are those
 * of the training's size and of cells that follow each other in the file, and this is said.
 *
 * @param run whose tokenizer and vocabulary are used
 * @param embedder a model of that run
 * @param batchSize cells that go through the model at once, where it changes no vector
 */
public record CellEmbedding(Run run, Embedder embedder, int batchSize) {

  private static final int BATCHES_PER_BLOCK = 16;

  /**
   * Embeds every cell of a file.
   *
   * @param counts the counts of the file, {@link org.polysome.prepare.Counts#find} finds them
   * @param geneColumn the column of {@code var} that names the genes; empty to detect it
   * @param sink takes the vectors in the order of the cells
   * @throws org.polysome.fault.DataException if too few genes match, or a number is not a count
   * @throws org.polysome.fault.CancelledException if someone asked to stop
   */
  public void stream(
      CountsMatrix counts, Optional<String> geneColumn, BlockSink sink, Progress progress) {
    AlignedCells cells = align(counts, geneColumn, progress);
    BlockEmbedder.Batches batches = BlockEmbedder.Batches.of(run, batchSize, progress);
    BlockEmbedder blocks = new BlockEmbedder(run.tokenizer(cells.measured()), run.draw(), batches);
    int blockSize = (int) Math.min(ArraySize.MOST, (long) BATCHES_PER_BLOCK * batches.size());
    long empty = 0;
    try (Prefetch<BlockReader.Block> ahead = new BlockReader(cells, blocks, blockSize).ahead();
        Task task = progress.start("embed", "cells", cells.rows())) {
      while (ahead.hasNext()) {
        BlockReader.Block block = ahead.next();
        int rows = block.counts().rows();
        sink.append(block.counts(), BlockEmbedder.embed(block.batches(), rows, embedder, task));
        empty += block.empty();
      }
    }
    if (empty > 0) {
      progress.say(empty + " cells have no counts of the vocabulary's genes; all get one vector");
    }
  }

  /** The vectors of every cell of a file, (cells, width), in memory. */
  public DenseMatrix matrix(CountsMatrix counts, Optional<String> geneColumn, Progress progress) {
    DenseMatrix vectors = DenseMatrix.zeros(counts.rows(), embedder.width());
    int[] next = {0};
    stream(
        counts,
        geneColumn,
        (block, ofBlock) -> {
          for (float number : ofBlock) {
            vectors.values()[next[0]++] = number;
          }
        },
        progress);
    return vectors;
  }

  private AlignedCells align(CountsMatrix counts, Optional<String> geneColumn, Progress progress) {
    Set<String> columns = new LinkedHashSet<>(run.plan().model().labels());
    columns.addAll(run.plan().tokenizer().labels());
    return new CellReading(run, columns, geneColumn).align(counts, progress);
  }
}
