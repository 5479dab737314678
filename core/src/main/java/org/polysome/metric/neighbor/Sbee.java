package org.polysome.metric.neighbor;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Groups;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.statistics.Order;

/**
 * The single-cell batch effect evaluator as in scib-metrics 0.6 ({@code sbee}): for each cell, how
 * well the batches around it, and how well the distances to other batches, match those of its
 * label.
 *
 * @param neighbors of each cell without itself; the cell counts too
 * @param batches of each cell
 * @param labels of each cell
 */
public record Sbee(Neighbors neighbors, Groups batches, Groups labels) {

  private static final double SENSITIVITY = 0.15;

  /** What a count of zero is taken for. */
  private static final double LEAST = 1e-10;

  /** Checks the lengths. */
  public Sbee {
    if (batches.cells() != labels.cells()
        || (neighbors.k() > 0 && neighbors.queries() != labels.cells())) {
      throw new IllegalArgumentException(
          "neighbours of %d cells, batches of %d, labels of %d"
              .formatted(neighbors.queries(), batches.cells(), labels.cells()));
    }
  }

  /**
   * The mean over labels of the mean over their batches of the mean over cells, from 0 to 1.
   *
   * @param points (cells, dimensions) whose neighbours these are
   */
  public Measurement of(DenseMatrix points) {
    if (points.rows() != labels.cells()) {
      throw new IllegalArgumentException(
          points.rows() + " points, labels of " + labels.cells() + " cells");
    }
    if (points.rows() == 0) {
      return Measurement.none(Status.TOO_FEW_CELLS);
    }
    double sum = 0;
    for (int label = 0; label < labels.sizes().length; label++) {
      if (labels.sizes()[label] > 0) {
        sum += label(labels.members(label), points);
      }
    }
    return Measurement.of(sum / labels.count());
  }

  private double label(int[] members, DenseMatrix points) {
    Groups within = batches.select(members);
    double[] all = distribution(within.sizes());
    DenseMatrix own = points.select(members);
    double[] scores = new double[members.length];
    IntStream.range(0, members.length)
        .parallel()
        .forEach(
            i -> {
              double mixing = 1 - jensenShannon(distribution(around(members, i)), all);
              double closeness = closeness(own, within, i);
              double both = mixing + closeness;
              scores[i] = both > 0 ? 2 * mixing * closeness / both : 0;
            });
    double[] sums = new double[within.sizes().length];
    for (int i = 0; i < scores.length; i++) {
      sums[within.codes()[i]] += scores[i];
    }
    Arrays.setAll(sums, batch -> sums[batch] / Math.max(1, within.sizes()[batch]));
    return Arrays.stream(sums).sum() / within.count();
  }

  /** Cells of each batch among the cell and its neighbours of the same label. */
  private int[] around(int[] members, int i) {
    int[] counts = new int[batches.sizes().length];
    int cell = members[i];
    counts[batches.codes()[cell]]++;
    for (int n = 0; n < Math.min(neighbors.k(), members.length - 1); n++) {
      int other = neighbors.index(cell, n);
      if (labels.codes()[other] == labels.codes()[cell]) {
        counts[batches.codes()[other]]++;
      }
    }
    return counts;
  }

  private double[] distribution(int[] counts) {
    double[] shares = new double[batches.sizes().length];
    for (int batch = 0; batch < shares.length; batch++) {
      double count = batch < counts.length ? counts[batch] : 0;
      shares[batch] = batches.sizes()[batch] == 0 ? 0 : Math.max(LEAST, count);
    }
    double sum = Arrays.stream(shares).sum();
    Arrays.setAll(shares, batch -> shares[batch] / sum);
    return shares;
  }

  /** The Jensen-Shannon distance of base 2, from 0 to 1. */
  private static double jensenShannon(double[] p, double[] q) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      double middle = (p[i] + q[i]) / 2;
      sum += p[i] == 0 ? 0 : p[i] * Math.log(p[i] / middle) + q[i] * Math.log(q[i] / middle);
    }
    return Math.sqrt(Math.max(0, sum) / Math.log(2) / 2);
  }

  /**
   * How far the distances to the label's cells of the own batch are from those to other batches: 1
   * where they are as large or larger, 0 where one of them has no meaning.
   */
  private static double closeness(DenseMatrix points, Groups batches, int cell) {
    int batch = batches.codes()[cell];
    double[] own = new double[batches.sizes()[batch] - 1];
    double[] others = new double[batches.cells() - own.length - 1];
    int filled = 0;
    for (int i = 0; i < batches.cells(); i++) {
      if (batches.codes()[i] != batch) {
        others[i - filled - (i > cell ? 1 : 0)] = distance(points, cell, i);
      } else if (i != cell) {
        own[filled++] = distance(points, cell, i);
      }
    }
    double inside = Order.median(own).orElse(0);
    double outside = Order.median(others).orElse(inside);
    if (inside == 0 || outside == 0) {
      return 0;
    }
    return Math.exp(-Math.abs(1 - Math.min(1, inside / outside)) / SENSITIVITY);
  }

  private static double distance(DenseMatrix points, int a, int b) {
    return Math.sqrt(points.squaredDistance(a, points, b));
  }
}
