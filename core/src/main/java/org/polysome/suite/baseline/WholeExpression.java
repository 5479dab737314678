package org.polysome.suite.baseline;

import java.util.stream.IntStream;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;

/**
 * Every gene as a dimension. Nothing is fitted.
 *
 * @param name {@code raw} or {@code log}
 * @param values (cells, genes)
 */
public record WholeExpression(String name, CsrMatrix values) implements Baseline {

  /** The most numbers that are made dense: 0.8 GB, which is 20,000 cells of 5,000 genes. */
  public static final long MOST_NUMBERS = 100_000_000;

  /** Whether a matrix is small enough to be judged whole. */
  public static boolean fits(CsrMatrix values) {
    return (long) values.rows() * values.columns() <= MOST_NUMBERS;
  }

  @Override
  public DenseMatrix embed(int[] fitted) {
    return columns(values, IntStream.range(0, values.columns()).toArray());
  }

  /** Some columns of a sparse matrix, as a dense one. */
  static DenseMatrix columns(CsrMatrix values, int[] columns) {
    int[] places = new int[values.columns()];
    for (int i = 0; i < columns.length; i++) {
      places[columns[i]] = i + 1;
    }
    DenseMatrix dense = DenseMatrix.zeros(values.rows(), columns.length);
    for (int cell = 0; cell < values.rows(); cell++) {
      for (int i = values.indptr()[cell]; i < values.indptr()[cell + 1]; i++) {
        int place = places[values.indices()[i]];
        if (place > 0) {
          dense.values()[cell * columns.length + place - 1] = values.values()[i];
        }
      }
    }
    return dense;
  }
}
