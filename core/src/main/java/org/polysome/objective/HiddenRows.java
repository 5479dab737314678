package org.polysome.objective;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.tensor.Device;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** Where the hidden values of a batch are, on the device. */
final class HiddenRows {

  private final Tensor positions;
  private final Tensor cells;

  HiddenRows(HiddenValues hidden, Device device) {
    long[] places = Arrays.stream(hidden.positions()).asLongStream().toArray();
    long[] owners = IntStream.range(0, places.length).mapToLong(hidden::cell).toArray();
    positions = Tensors.of(places, places.length).to(device);
    cells = Tensors.of(owners, owners.length).to(device);
  }

  /** Of (cells, tokens, width), the rows of hidden values (rows, width). */
  Tensor ofTokens(Tensor tokens) {
    return tokens.flatten(0, 1).indexSelect(0, positions);
  }

  /** Of (cells, width), the row of the cell that each hidden value belongs to (rows, width). */
  Tensor ofCells(Tensor vectors) {
    return vectors.indexSelect(0, cells);
  }

  /** Rows of hidden values with the vector of their cell's label beside them, if there is one. */
  Tensor joined(Tensor rows, Optional<Tensor> labels) {
    return labels
        .map(vectors -> Tensors.concatenate(List.of(rows, ofCells(vectors).to(rows.type())), 1))
        .orElse(rows);
  }
}
