package org.polysome.metric.conservation;

import org.polysome.graph.RowOperator;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;

/** Values of cells, of which some can be asked for. */
public interface CellRows {

  /** Number of cells. */
  int cells();

  /** Some cells as a matrix (chosen, columns), in the order they are named. */
  RowOperator select(int[] chosen);

  /** The rows of a dense matrix, such as an embedding. */
  static CellRows of(DenseMatrix matrix) {
    return new Dense(matrix);
  }

  /** The rows of a sparse matrix, such as expression. */
  static CellRows of(CsrMatrix matrix) {
    return new Sparse(matrix);
  }

  /**
   * A dense matrix.
   *
   * @param matrix (cells, dimensions)
   */
  record Dense(DenseMatrix matrix) implements CellRows {
    @Override
    public int cells() {
      return matrix.rows();
    }

    @Override
    public RowOperator select(int[] chosen) {
      return RowOperator.of(matrix.select(chosen), MatrixProduct.PLAIN);
    }
  }

  /**
   * A sparse matrix.
   *
   * @param matrix (cells, genes)
   */
  record Sparse(CsrMatrix matrix) implements CellRows {
    @Override
    public int cells() {
      return matrix.rows();
    }

    @Override
    public RowOperator select(int[] chosen) {
      return RowOperator.of(matrix, chosen);
    }
  }
}
