package org.polysome.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.tensor.Device;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;

/**
 * Where the masked values of a batch are, on the device; a row is one of them.
 *
 * @param positions flat positions in (cells, tokens), ascending (rows), 64-bit integers
 * @param cells the cell of each (rows), 64-bit integers
 */
public record MaskedRows(Tensor positions, Tensor cells) {

  /** Those of a batch; empty if nothing of it was masked. */
  public static Optional<MaskedRows> of(TokenBatch batch, Device device) {
    return batch.masked().map(masked -> of(masked, batch.tokens(), device));
  }

  private static MaskedRows of(TokenBatch.Masked masked, int tokens, Device device) {
    long[] places = Arrays.stream(masked.positions()).asLongStream().toArray();
    long[] owners =
        IntStream.of(masked.positions()).mapToLong(position -> position / tokens).toArray();
    return new MaskedRows(
        Tensors.of(places, places.length).to(device), Tensors.of(owners, owners.length).to(device));
  }

  /** Of (cells, tokens, width), the rows of masked values (rows, width). */
  public Tensor ofTokens(Tensor tokens) {
    return tokens.flatten(0, 1).indexSelect(0, positions);
  }

  /** Of (cells, width), the row of the cell that each masked value belongs to (rows, width). */
  public Tensor ofCells(Tensor vectors) {
    return vectors.indexSelect(0, cells);
  }

  /** Rows of masked values with the vector of their cell's label added to each, if there is one. */
  public Tensor joined(Tensor rows, Optional<Tensor> labels) {
    return labels
        .map(vectors -> Tensors.concatenate(List.of(rows, ofCells(vectors).to(rows.type())), 1))
        .orElse(rows);
  }
}
