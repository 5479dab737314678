package org.polysome.decoder;

import org.polysome.tensor.Tensor;

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
}
