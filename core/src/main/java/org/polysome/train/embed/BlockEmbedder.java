package org.polysome.train.embed;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.polysome.matrix.ArraySize;
import org.polysome.matrix.CsrMatrix;
import org.polysome.model.Embedder;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;
import org.polysome.tokenizer.BatchBuilder;
import org.polysome.tokenizer.CellBuffer;
import org.polysome.tokenizer.Draw;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.Tokenizer;
import org.polysome.train.BatchDependence;
import org.polysome.train.Run;
import org.polysome.train.spec.TrainSpec;

/** Tokenises and embeds blocks of cells. */
final class BlockEmbedder {

  private final Tokenizer tokenizer;
  private final Draw draw;
  private final Batches batches;

  BlockEmbedder(Tokenizer tokenizer, Draw draw, Batches batches) {
    this.tokenizer = tokenizer;
    this.draw = draw;
    this.batches = batches;
  }

  /**
   * Which cells of a block share a batch.
   *
   * @param size how many
   * @param byLength whether those of like length do, so that there is less padding; otherwise those
   *     that follow each other
   */
  record Batches(int size, boolean byLength) {

    /** As asked for, unless the run lets cells of a batch see each other, which is said. */
    static Batches of(Run run, int size, Progress progress) {
      List<String> parts = BatchDependence.of(run.plan()).inEmbedding();
      if (parts.isEmpty()) {
        return new Batches(size, true);
      }
      int trained = run.plan().train().map(TrainSpec::batchSize).orElse(size);
      progress.say(
          ("as published, %s lets the vector of a cell depend on the other cells of its batch:"
                  + " batches are of %d cells in the order of the file, whatever size is asked for")
              .formatted(String.join(" and ", parts), trained));
      return new Batches(trained, false);
    }

    /**
     * The rows of a block, batch after batch.
     *
     * @param count how many rows
     * @param length of the cell in a row
     */
    List<int[]> rows(int count, IntUnaryOperator length) {
      IntStream all = IntStream.range(0, count);
      int[] order =
          byLength
              ? all.boxed()
                  .sorted(Comparator.comparingInt(length::applyAsInt))
                  .mapToInt(Integer::intValue)
                  .toArray()
              : all.toArray();
      return IntStream.range(0, Math.ceilDiv(count, size))
          .mapToObj(n -> Arrays.copyOfRange(order, n * size, Math.min(count, (n + 1) * size)))
          .toList();
    }
  }

  /** A batch with the place of each of its cells in the block. */
  record Placed(int[] rows, TokenBatch batch) {}

  /**
   * Tokenises a block.
   *
   * @param block counts over the vocabulary
   * @param sources the source of each cell
   */
  List<Placed> tokenize(CsrMatrix block, int[] sources) {
    return tokenize(block, sources, Map.of());
  }

  /**
   * Tokenises a block of labelled cells.
   *
   * @param labels label codes of the cells by column
   */
  List<Placed> tokenize(CsrMatrix block, int[] sources, Map<String, int[]> labels) {
    BatchBuilder builder = tokenizer.builder(List.of());
    return batches
        .rows(block.rows(), row -> tokenizer.tokens(sources[row], AlignedCells.size(block, row)))
        .stream()
        .map(
            rows -> new Placed(rows, filled(block, sources, rows, builder).build(of(labels, rows))))
        .toList();
  }

  private BatchBuilder filled(CsrMatrix block, int[] sources, int[] rows, BatchBuilder builder) {
    CellBuffer buffer = new CellBuffer();
    builder.begin(draw);
    for (int row : rows) {
      buffer.set(block, row, sources[row]);
      builder.add(buffer);
    }
    return builder;
  }

  private static Map<String, int[]> of(Map<String, int[]> labels, int[] rows) {
    return labels.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                column -> IntStream.of(rows).map(row -> column.getValue()[row]).toArray()));
  }

  /**
   * The vectors of a block (cells, width), row-major, in the block's order.
   *
   * @param cells how many there are in the block
   * @param task counts the cells, and hears the wish to stop after each batch
   */
  static float[] embed(List<Placed> batches, int cells, Embedder embedder, Task task) {
    int width = embedder.width();
    float[] vectors =
        new float[ArraySize.of("‹batch-size›: a block (cells, dimensions)", cells, width)];
    for (Placed placed : batches) {
      float[] ofBatch = embedder.embed(placed.batch());
      for (int i = 0; i < placed.rows().length; i++) {
        System.arraycopy(ofBatch, i * width, vectors, placed.rows()[i] * width, width);
      }
      task.advance(placed.rows().length);
    }
    return vectors;
  }
}
