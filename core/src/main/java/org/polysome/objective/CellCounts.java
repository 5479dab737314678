package org.polysome.objective;

import java.util.Optional;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * The counts of whole cells on a device.
 *
 * @param counts (cells, genes)
 * @param measured true for genes that the cell's source measured (cells, genes)
 * @param labels the cells' labels in the batch column (cells, labels), one of them 1, if there is
 *     such a column
 */
record CellCounts(Tensor counts, Tensor measured, Optional<Tensor> labels) {

  /** The numbers of measured genes, and 0 for the others, through which no gradient flows. */
  Tensor known(Tensor numbers) {
    return Tensors.where(measured, numbers, Tensors.full(0, numbers.type(), numbers.device()));
  }

  /** The logarithm of what the counts of each cell sum up to (cells, 1); 0 for an empty cell. */
  Tensor logLibrary() {
    Tensor sums = counts.sum(1).unsqueeze(1);
    return sums.maskedFill(sums.equalTo(0), 1).log();
  }
}
