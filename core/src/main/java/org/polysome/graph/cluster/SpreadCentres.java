package org.polysome.graph.cluster;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.polysome.matrix.DenseMatrix;

/**
 * Centres among the points, each drawn with a chance that grows with the squared distance from
 * those before; of {@code 2 + ln k} draws the one is kept that leaves least inertia (Arthur and
 * Vassilvitskii, 2007, section 5).
 */
final class SpreadCentres {

  private final CentreDistances squares;
  private final RandomGenerator random;
  private final double[] nearest;

  SpreadCentres(CentreDistances squares, RandomGenerator random) {
    this.squares = squares;
    this.random = random;
    this.nearest = new double[squares.moved().rows()];
  }

  /** So many centres, or fewer where every point is at a centre already. */
  DenseMatrix draw(int count) {
    int[] chosen = new int[Math.min(count, nearest.length)];
    int draws = 2 + (int) Math.log(count);
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    chosen[0] = random.nextInt(nearest.length);
    approach(new int[] {chosen[0]});
    int found = 1;
    double inertia = sum();
    while (found < chosen.length && inertia > 0) {
      int[] candidates = new int[draws];
      for (int draw = 0; draw < draws; draw++) {
        candidates[draw] = at(random.nextDouble() * inertia);
      }
      chosen[found++] = candidates[approach(candidates)];
      inertia = sum();
    }
    return squares.moved().select(Arrays.copyOf(chosen, found));
  }

  private double sum() {
    double sum = 0;
    for (double square : nearest) {
      sum += square;
    }
    return sum;
  }

  /** The point at which the running sum of squared distances passes a mark. */
  private int at(double mark) {
    double sum = 0;
    int last = 0;
    for (int point = 0; point < nearest.length; point++) {
      sum += nearest[point];
      if (nearest[point] > 0) {
        last = point;
        if (sum > mark) {
          return point;
        }
      }
    }
    return last;
  }

  /** Adds the candidate that leaves least inertia, and says which it is. */
  private int approach(int[] candidates) {
    DenseMatrix centres = squares.moved().select(candidates);
    double[][] sums = new double[squares.blocks()][];
    DenseMatrix[] distances = new DenseMatrix[squares.blocks()];
    squares.measure(
        centres,
        (number, first, block) -> {
          sums[number] = inertias(first, block);
          distances[number] = block;
        });
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int candidate = 0; candidate < candidates.length; candidate++) {
      double sum = 0;
      for (double[] part : sums) {
        sum += part[candidate];
      }
      if (sum < least) {
        least = sum;
        best = candidate;
      }
    }
    keep(distances, best);
    return best;
  }

  private double[] inertias(int first, DenseMatrix block) {
    double[] sums = new double[block.rows()];
    for (int candidate = 0; candidate < sums.length; candidate++) {
      for (int i = 0; i < block.columns(); i++) {
        sums[candidate] += Math.min(nearest[first + i], block.get(candidate, i));
      }
    }
    return sums;
  }

  private void keep(DenseMatrix[] distances, int candidate) {
    int point = 0;
    for (DenseMatrix block : distances) {
      for (int i = 0; i < block.columns(); i++) {
        nearest[point] = Math.min(nearest[point], block.get(candidate, i));
        point++;
      }
    }
  }
}
