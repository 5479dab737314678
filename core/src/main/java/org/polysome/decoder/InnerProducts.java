package org.polysome.decoder;

import java.util.function.UnaryOperator;
import org.polysome.tensor.Tensor;

/**
 * Inner products of the cell with what is made of the gene.
 *
 * @param questions from vectors of genes (rows, width) to (rows, outputs, cell width)
 */
record InnerProducts(UnaryOperator<Tensor> questions) implements GeneQuery {

  @Override
  public Tensor forward(Tensor genes, Tensor cells) {
    return questions.apply(genes).multiply(cells.unsqueeze(1)).sum(2);
  }

  /** Makes the questions once for all cells. */
  @Override
  public Tensor table(Tensor genes, Tensor cells) {
    Tensor asked = questions.apply(genes);
    return cells
        .matmul(asked.flatten(0, 1).transpose(0, 1))
        .reshape(cells.size(0), asked.size(0), asked.size(1));
  }
}
