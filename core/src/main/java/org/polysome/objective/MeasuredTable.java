package org.polysome.objective;

import java.util.Arrays;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenBatch;

/**
 * Which genes each source measured, on the device. It is no buffer: it belongs to the corpus, and a
 * run that starts from these weights has its own.
 */
final class MeasuredTable {

  private final Tensor table;
  private final long[] counts;

  MeasuredTable(ObjectiveContext context) {
    MeasuredGenes measured = context.measured();
    table =
        Tensors.of(measured.toBytes(), measured.sources(), measured.vocabulary())
            .to(context.device());
    counts = new long[measured.sources()];
    Arrays.setAll(counts, source -> measured.row(source).cardinality());
  }

  /** How many genes were measured in all cells of a batch together. */
  long count(TokenBatch batch) {
    return Arrays.stream(batch.sources()).mapToLong(source -> counts[source]).sum();
  }

  /**
   * 1 for the genes that were measured in each cell (cells, genes), of the type of {@code like}.
   */
  Tensor of(TokenBatch batch, Tensor like) {
    long[] sources = Arrays.stream(batch.sources()).asLongStream().toArray();
    Tensor index = Tensors.of(sources, sources.length).to(like.device());
    return table.indexSelect(0, index).to(like.type());
  }
}
