package org.polysome.suite.perturbation;

import java.util.stream.IntStream;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;
import org.polysome.prepare.VariableGenes;

/**
 * Log-normalised expression of the cells of a screen.
 *
 * @param values of the judged cells (cells, genes)
 * @param places of the screen's cells among them
 */
record ScreenExpression(CsrMatrix values, int[] places) {

  /** Decoders are judged on so many genes; the paper's data sets have 2,393. */
  static final int MOST_GENES = 2000;

  /** The genes of a decoder: all, or the most variable ones among its train cells. */
  int[] variable(int[] train) {
    return values.columns() <= MOST_GENES
        ? IntStream.range(0, values.columns()).toArray()
        : VariableGenes.select(values, rows(train), MOST_GENES);
  }

  /** The rows of some cells of the screen. */
  int[] rows(int[] cells) {
    return IntStream.of(cells).map(cell -> places[cell]).toArray();
  }

  /** Some cells of the screen, along some genes. */
  DenseMatrix of(int[] cells, int[] genes) {
    return values.dense(rows(cells), genes);
  }
}
