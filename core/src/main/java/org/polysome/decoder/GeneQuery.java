package org.polysome.decoder;

import java.util.stream.LongStream;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** A live {@link GeneQuerySpec}. */
@FunctionalInterface
public interface GeneQuery {

  /**
   * What cells answer genes.
   *
   * @param genes vectors of genes (rows, width)
   * @param cells vectors of the cells that they ask (rows, cell width)
   * @return (rows, outputs)
   */
  Tensor forward(Tensor genes, Tensor cells);

  /**
   * What every cell answers every gene.
   *
   * @param genes vectors of genes (genes, width)
   * @param cells vectors of cells (cells, cell width)
   * @return (cells, genes, outputs)
   */
  default Tensor table(Tensor genes, Tensor cells) {
    return Tensors.stack(
        LongStream.range(0, cells.size(0))
            .mapToObj(cell -> forward(genes, cells.narrow(0, cell, 1).expand(genes.size(0), -1)))
            .toList(),
        0);
  }
}
