package org.polysome.metric.silhouette;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.polysome.graph.pairs.PointStrips;
import org.polysome.matrix.ArraySize;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.LabelledPoints;

/**
 * Cells in the order of their groups, ready for a pass over all pairs.
 *
 * @param order of the cells
 * @param points (cells, dimensions) in that order; what has no value is zero
 * @param strips the same as floats
 */
record SortedCells(GroupOrder order, DenseMatrix points, PointStrips strips) {

  /** Sorts cells whose points are as a distance wants them. */
  static SortedCells of(LabelledPoints cells, DenseMatrix prepared) {
    var order = GroupOrder.of(cells);
    DenseMatrix sorted = finite(prepared.select(order.cells()));
    return new SortedCells(order, sorted, PointStrips.of(sorted));
  }

  private static DenseMatrix finite(DenseMatrix points) {
    double[] values = points.values();
    Arrays.setAll(values, i -> Double.isNaN(values[i]) ? 0 : values[i]);
    return points;
  }

  /**
   * The sums of a visitor that has seen all pairs, by cell.
   *
   * @param power of a length that was summed
   */
  DistanceSums collect(SumVisitor visitor, int power) {
    int groups = order.sizes().length;
    double unit = Math.pow(strips.scale(), power);
    double[] sums =
        new double[ArraySize.of("sums of distances (cells, labels)", order.cells().length, groups)];
    IntStream.range(0, order.cells().length)
        .parallel()
        .forEach(
            place -> {
              for (int group = 0; group < groups; group++) {
                sums[order.cells()[place] * groups + group] = unit * visitor.sum(place, group);
              }
            });
    return new DistanceSums(order.sizes(), sums);
  }
}
