package org.polysome.model;

import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;

/**
 * Whole cells, spread from sparse rows to matrices on a device when asked for.
 *
 * @param rows the cells on the host
 * @param sources the source of each cell
 * @param device where matrices are made
 */
public record WholeCells(TokenBatch.WholeCells rows, int[] sources, Device device) {

  /** The whole cells of a batch, for a model that reads them. */
  static WholeCells of(ModelBatch batch) {
    return batch
        .whole()
        .orElseThrow(() -> new IllegalArgumentException("a batch without whole cells"));
  }

  /** The normalised value of each gene of each cell (cells, genes), 0 where it was not seen. */
  public Tensor values() {
    return spread(rows.values());
  }

  /** The raw count of each gene of each cell (cells, genes). */
  public Tensor counts() {
    return spread(rows.counts());
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
