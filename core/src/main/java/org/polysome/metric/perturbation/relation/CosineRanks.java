package org.polysome.metric.perturbation.relation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;
import org.polysome.matrix.UnitRows;

/**
 * The ranks of some pairs' cosines among those of all pairs of rows, by one pass over blocks of the
 * products: exact, and without keeping the null.
 *
 * <p>The plain product gives an element the same bits whatever the block, so that a pair's cosine
 * is equal to itself in the null.
 */
final class CosineRanks {

  private static final int ROWS = 256;
  private static final int COLUMNS = 2048;

  /** Rows of a block are counted in so many lanes, each with its own counts. */
  private static final int LANES = 8;

  private final DenseMatrix unit;
  private final List<DenseMatrix> turned = new ArrayList<>();

  private CosineRanks(DenseMatrix rows) {
    unit = UnitRows.of(rows);
    for (int from = 0; from < unit.rows(); from += COLUMNS) {
      turned.add(unit.rows(from, Math.min(from + COLUMNS, unit.rows())).transposed());
    }
  }

  /** The ranks of the pairs, in their order. */
  static Ranks of(DenseMatrix rows, RowPairs pairs) {
    var cosines = new CosineRanks(rows);
    double[] values = cosines.values(pairs);
    return cosines.ranks(values);
  }

  private double[] values(RowPairs pairs) {
    double[] values = new double[pairs.size()];
    IntStream.range(0, values.length)
        .parallel()
        .forEach(
            i -> {
              DenseMatrix left = unit.rows(pairs.first()[i], pairs.first()[i] + 1);
              DenseMatrix right = unit.rows(pairs.second()[i], pairs.second()[i] + 1).transposed();
              values[i] = clamp(MatrixProduct.multiply(left, right).values()[0]);
            });
    return values;
  }

  private Ranks ranks(double[] values) {
    double[] asked = RankCounter.distinct(values);
    var counters = new RankCounter[LANES];
    Arrays.setAll(counters, lane -> new RankCounter(asked));
    for (int from = 0; from < unit.rows(); from += ROWS) {
      DenseMatrix left = unit.rows(from, Math.min(from + ROWS, unit.rows()));
      for (int block = from / COLUMNS; block < turned.size(); block++) {
        DenseMatrix products = MatrixProduct.multiply(left, turned.get(block));
        int above = from + 1 - block * COLUMNS;
        IntStream.range(0, LANES)
            .parallel()
            .forEach(lane -> count(products, lane, above, counters[lane]));
      }
    }
    return RankCounter.ranks(counters, values);
  }

  /**
   * Counts the products right of the diagonal, which leaves row 0 of the block at {@code above}.
   */
  private static void count(DenseMatrix products, int lane, int above, RankCounter counter) {
    double[] values = products.values();
    int columns = products.columns();
    for (int row = lane; row < products.rows(); row += LANES) {
      int first = Math.clamp((long) above + row, 0, columns);
      for (int i = row * columns + first; i < (row + 1) * columns; i++) {
        values[i] = clamp(values[i]);
      }
      counter.count(values, row * columns + first, (row + 1) * columns);
    }
  }

  /** In [-1, 1]; adding zero makes one zero of the two there are. */
  private static double clamp(double cosine) {
    return Math.max(-1, Math.min(1, cosine)) + 0.0;
  }
}
