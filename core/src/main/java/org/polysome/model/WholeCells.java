package org.polysome.model;

import java.util.Optional;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;

/**
 * Whole cells, spread from sparse rows to matrices on a device when first asked for; whoever asks
 * again gets the same matrices, in the scope of the first. Not thread-safe.
 */
public final class WholeCells {

  private final TokenBatch.WholeCells rows;
  private final int[] sources;
  private final Device device;
  private Optional<Tensor> values = Optional.empty();
  private Optional<Tensor> counts = Optional.empty();

  /**
   * Of a batch.
   *
   * @param rows the cells on the host
   * @param sources the source of each cell
   * @param device where matrices are made
   */
  WholeCells(TokenBatch.WholeCells rows, int[] sources, Device device) {
    this.rows = rows;
    this.sources = sources.clone();
    this.device = device;
  }

  /** The normalised value of each gene of each cell (cells, genes), 0 where it was not seen. */
  public Tensor values() {
    if (values.isEmpty()) {
      values = Optional.of(spread(rows.values()));
    }
    return values.get();
  }

  /** The raw count of each gene of each cell (cells, genes). */
  public Tensor counts() {
    if (counts.isEmpty()) {
      counts = Optional.of(spread(rows.counts()));
    }
    return counts.get();
  }

  /** 1 where the cell's source measured the gene, else 0: (cells, genes), bytes. */
  public Tensor measured() {
    return Tensors.of(rows.measured().toBytes(sources), sources.length, genes()).to(device);
  }

  /** Size of the vocabulary. */
  public int genes() {
    return rows.measured().vocabulary();
  }

  private Tensor spread(float[] numbers) {
    int[] indptr = rows.indptr();
    long[] at = new long[indptr[sources.length]];
    for (int cell = 0; cell < sources.length; cell++) {
      for (int entry = indptr[cell]; entry < indptr[cell + 1]; entry++) {
        at[entry] = (long) cell * genes() + rows.genes()[entry];
      }
    }
    Tensor index = Tensors.of(at, at.length).to(device);
    return Tensors.zeros(ElementType.FLOAT32, device, (long) sources.length * genes())
        .indexCopyInPlace(0, index, Tensors.of(numbers, at.length).to(device))
        .reshape(sources.length, genes());
  }
}
