package org.polysome.train.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.polysome.matrix.ArraySize;
import org.polysome.matrix.CsrMatrix;
import org.polysome.progress.Task;
import org.polysome.tokenizer.Cell;

/**
 * Predicts the expression of the cells of a file, in memory bounded by a block of rows. A cell gets
 * the same numbers, to what float32 makes of another order of sums, whatever the batch size, the
 * other cells and their order.
 */
final class CellReconstruction {

  /** Numbers of a block of the layer: 64 MiB. */
  private static final int BLOCK = 1 << 24;

  private static final int BATCHES_PER_BLOCK = 16;

  private final AlignedCells cells;
  private final LayerGenes genes;
  private final CellPredictor predictor;
  private final BlockEmbedder.Batches batches;
  private long notFinite;

  /**
   * A reconstruction.
   *
   * @param cells the cells of the file over the vocabulary of the run
   * @param genes the columns of the layer
   * @param batches which cells go through the model at once
   */
  CellReconstruction(
      AlignedCells cells,
      LayerGenes genes,
      CellPredictor predictor,
      BlockEmbedder.Batches batches) {
    this.cells = cells;
    this.genes = genes;
    this.predictor = predictor;
    this.batches = batches;
  }

  /**
   * Predicts every cell.
   *
   * @param sink takes rows of the layer in the order of the cells
   * @param task counts the cells, and hears the wish to stop after each batch
   */
  void stream(BlockSink sink, Task task) {
    long fitting = BLOCK / Math.max(1, (long) batches.size() * genes.columns());
    int height =
        ArraySize.of("‹batch-size›", batches.size(), Math.clamp(fitting, 1, BATCHES_PER_BLOCK));
    for (int from = 0; from < cells.rows(); from += height) {
      CsrMatrix counts = cells.block(from, Math.min(cells.rows(), from + height));
      sink.append(counts, layer(cells.align(counts), from, task));
    }
  }

  /** How many predictions so far are not finite numbers. */
  long notFinite() {
    return notFinite;
  }

  /** Rows of the layer. */
  private float[] layer(CsrMatrix aligned, int first, Task task) {
    float[] rows =
        new float
            [ArraySize.of("‹batch-size›: a block (cells, genes)", aligned.rows(), genes.columns())];
    for (int[] batch : batches.rows(aligned.rows(), row -> AlignedCells.size(aligned, row))) {
      predict(batch, aligned, first, rows);
      task.advance(batch.length);
    }
    return rows;
  }

  private void predict(int[] batch, CsrMatrix aligned, int first, float[] rows) {
    List<Cell> asked = new ArrayList<>();
    for (int row : batch) {
      asked.add(cells.cell(aligned, first, row));
    }
    int[] places = IntStream.of(batch).map(row -> first + row).toArray();
    float[] predicted = predictor.predict(asked, cells.labels(places));
    int vocabulary = predicted.length / batch.length;
    for (int i = 0; i < batch.length; i++) {
      int at = batch[i] * genes.columns();
      int source = asked.get(i).source();
      genes.fill(predicted, i * vocabulary, source, rows, at);
      for (int gene : genes.of(source)) {
        notFinite += Float.isFinite(predicted[i * vocabulary + gene]) ? 0 : 1;
      }
    }
  }
}
