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
    return values.dense(IntStream.range(0, values.columns()).toArray());
  }
}
