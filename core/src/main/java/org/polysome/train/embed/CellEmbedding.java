package org.polysome.train.embed;

import org.polysome.anndata.AnnDataFile;
import org.polysome.genes.GeneAlignment;
import org.polysome.genes.GeneMatching;
import org.polysome.matrix.DenseMatrix;
import org.polysome.model.Embedder;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;
import org.polysome.train.Run;

/**
 * Embeds the cells of a file with a run, in memory bounded by a block of rows. Nothing is fitted on
 * them; a cell gets the same tokens, and the same vector to 1e-5 of its norm, whatever the batch
 * size, the other cells, their order and the format of the file.
 *
 * @param run whose tokenizer and vocabulary are used
 * @param embedder a model of that run
 * @param batchSize cells that go through the model at once
 */
public record CellEmbedding(Run run, Embedder embedder, int batchSize) {

  private static final int BATCHES_PER_BLOCK = 16;

  /**
   * Embeds every cell of a file.
   *
   * @param counts where in the file the counts are
   * @param sink takes the vectors in the order of the cells
   * @throws org.polysome.fault.DataException if too few genes match, or a count is negative or not
   *     finite
   * @throws org.polysome.fault.CancelledException if someone asked to stop
   */
  public void stream(AnnDataFile file, CountsChoice counts, BlockSink sink, Progress progress) {
    AlignedCells cells = align(file, counts, progress);
    BlockEmbedder blocks =
        new BlockEmbedder(run.tokenizer(cells.measured()), run.draw(), batchSize);
    long empty = 0;
    try (BlockPipeline pipeline = new BlockPipeline(cells, blocks, BATCHES_PER_BLOCK * batchSize);
        Task task = progress.start("embed", "cells", cells.rows())) {
      while (pipeline.hasNext()) {
        BlockPipeline.Block block = pipeline.next();
        int rows = block.counts().rows();
        sink.append(block.counts(), BlockEmbedder.embed(block.batches(), rows, embedder));
        empty += block.empty();
        task.advance(rows);
      }
    }
    if (empty > 0) {
      progress.say(empty + " cells have no counts of the vocabulary's genes; all get one vector");
    }
  }

  /** The vectors of every cell of a file, (cells, width), in memory. */
  public DenseMatrix matrix(AnnDataFile file, CountsChoice counts, Progress progress) {
    DenseMatrix vectors = DenseMatrix.zeros(file.obs().rows(), embedder.width());
    int[] next = {0};
    stream(
        file,
        counts,
        (block, ofBlock) -> {
          for (float number : ofBlock) {
            vectors.values()[next[0]++] = number;
          }
        },
        progress);
    return vectors;
  }

  private AlignedCells align(AnnDataFile file, CountsChoice counts, Progress progress) {
    GeneAlignment alignment =
        GeneAlignment.align(
            file.var(counts.matrix()).texts(),
            run.vocabulary(),
            GeneMatching.by(counts.geneColumn()));
    alignment.report().lines().forEach(progress::say);
    return new AlignedCells(file, counts.matrix(), alignment);
  }
}
