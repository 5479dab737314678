package org.polysome.metric.silhouette;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.polysome.matrix.ArraySize;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.TurnedRows;
import org.polysome.metric.LabelledPoints;

/**
 * All pairs by differences or products in double, as two nested loops would. The distances to a
 * group are added in the order of cells.
 */
final class ExactDistances implements PairDistances {

  private static final int ROWS = 64;
  private static final int COLUMNS = 1024;

  @Override
  public DistanceSums toGroups(LabelledPoints cells, Distance distance) {
    var pass = new Pass(cells, distance);
    IntStream.range(0, Math.ceilDiv(cells.labels().length, ROWS)).parallel().forEach(pass::rows);
    return new DistanceSums(pass.sizes, pass.sums);
  }

  /** How many cells there are of each group. */
  static int[] sizes(LabelledPoints cells) {
    int[] sizes = new int[cells.classes()];
    for (int label : cells.labels()) {
      sizes[label]++;
    }
    return sizes;
  }

  /** One look at all pairs. */
  private static final class Pass {
    private final int[] groups;
    private final int[] sizes;
    private final double[] sums;
    private final Distance distance;
    private final DenseMatrix points;
    private final TurnedRows turned;

    Pass(LabelledPoints cells, Distance distance) {
      this.distance = distance;
      groups = cells.labels();
      sizes = sizes(cells);
      sums =
          new double
              [ArraySize.of("sums of distances (cells, labels)", groups.length, sizes.length)];
      points = Prepared.points(cells.points(), distance);
      turned = TurnedRows.of(points);
    }

    void rows(int task) {
      int until = Math.min((task + 1) * ROWS, groups.length);
      for (int from = 0; from < groups.length; from += COLUMNS) {
        double[] tile = new double[Math.min(COLUMNS, groups.length - from)];
        for (int row = task * ROWS; row < until; row++) {
          distances(row, from, tile);
          add(row, from, tile);
        }
      }
    }

    private void distances(int row, int from, double[] tile) {
      if (distance == Distance.EUCLIDEAN) {
        turned.squaredDistances(points, row, from, tile);
        Arrays.setAll(tile, i -> Math.sqrt(tile[i]));
      } else {
        turned.products(points, row, from, tile);
        Arrays.setAll(tile, i -> Math.clamp(1 - tile[i], 0.0, 2.0));
      }
    }

    private void add(int row, int from, double[] tile) {
      for (int i = 0; i < tile.length; i++) {
        if (from + i != row) {
          sums[row * sizes.length + groups[from + i]] += tile[i];
        }
      }
    }
  }
}
