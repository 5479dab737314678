package org.polysome.metric.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.graph.Points;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.matrix.DenseMatrix;

class LargestProductsTest {

  private static final int POINTS = 80;
  private static final int COLUMNS = 3;
  private static final long SEED = 12;

  /** Lengths from 0.1 to 8: the point of the largest product is seldom the nearest one. */
  @Test
  void areThoseOfEveryProductInOrder() {
    DenseMatrix points = Points.normal(POINTS, COLUMNS, SEED);
    for (int i = 0; i < points.values().length; i++) {
      points.values()[i] *= 0.1 * (1 + i / COLUMNS);
    }
    DenseMatrix queries = Points.normal(7, COLUMNS, SEED + 1);
    Neighbors found = LargestProducts.search(queries, points, 5);
    for (int query = 0; query < 7; query++) {
      int row = query;
      int[] expected =
          IntStream.range(0, POINTS)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -product(queries, row, points, i)))
              .limit(5)
              .mapToInt(Integer::intValue)
              .toArray();
      for (int n = 0; n < 5; n++) {
        assertThat(found.index(query, n))
            .as("seed %d, %d of %d", SEED, n, query)
            .isEqualTo(expected[n]);
        assertThat(found.distance(query, n))
            .isEqualTo(product(queries, row, points, expected[n]), Offset.offset(1e-12));
      }
    }
  }

  private static double product(DenseMatrix a, int row, DenseMatrix b, int other) {
    return IntStream.range(0, COLUMNS).mapToDouble(i -> a.get(row, i) * b.get(other, i)).sum();
  }
}
