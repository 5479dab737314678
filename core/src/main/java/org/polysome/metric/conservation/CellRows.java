package org.polysome.metric.conservation;

import java.util.stream.IntStream;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;

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
    return of(matrix, IntStream.range(0, matrix.rows()).toArray());
  }

  /** Some rows of a sparse matrix. */
  static CellRows of(CsrMatrix matrix, int[] rows) {
    return new Sparse(matrix, rows);
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
      return RowOperator.of(matrix.select(chosen));
    }
  }

  /**
   * Rows of a sparse matrix.
   *
   * @param matrix (all, genes)
   * @param rows the row of each cell
   */
  record Sparse(CsrMatrix matrix, int[] rows) implements CellRows {
    @Override
    public int cells() {
      return rows.length;
    }

    @Override
    public RowOperator select(int[] chosen) {
      return RowOperator.of(matrix, IntStream.of(chosen).map(cell -> rows[cell]).toArray());
    }
  }
}
