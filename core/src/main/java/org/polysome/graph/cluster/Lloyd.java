package org.polysome.graph.cluster;

import java.util.Arrays;
import org.polysome.matrix.DenseMatrix;

/** Rounds of k-means: points go to the nearest centre, centres to the mean of their points. */
final class Lloyd {

  private static final int UNASSIGNED = -1;

  private final CentreDistances squares;
  private final double tolerance;
  private final int[] labels;
  private final double[] distances;

  /** Rounds until centres move less than the tolerance, a share of the mean variance. */
  Lloyd(CentreDistances squares, double tolerance) {
    this.squares = squares;
    this.tolerance = tolerance * squares.meanVariance();
    labels = new int[squares.moved().rows()];
    distances = new double[labels.length];
    Arrays.fill(labels, UNASSIGNED);
  }

  KMeans.Fit run(DenseMatrix start) {
    DenseMatrix centres = start;
    boolean changed = assign(centres);
    int rounds = 0;
    double move = Double.POSITIVE_INFINITY;
    while (changed && rounds < KMeans.MOST_ROUNDS && !(move <= tolerance)) {
      DenseMatrix next = means(centres);
      move = move(centres, next);
      centres = next;
      changed = assign(centres);
      rounds++;
    }
    return new KMeans.Fit(labels, squares.back(centres), inertia(centres), rounds);
  }

  /** Finds the nearest centre of each point, and says whether any is another than before. */
  private boolean assign(DenseMatrix centres) {
    boolean[] changed = new boolean[squares.blocks()];
    squares.measure(centres, (number, first, block) -> changed[number] = assign(first, block));
    boolean any = false;
    for (boolean block : changed) {
      any |= block;
    }
    return any;
  }

  private boolean assign(int first, DenseMatrix block) {
    int width = block.columns();
    double[] least = Arrays.copyOf(block.values(), width);
    int[] nearest = new int[width];
    for (int centre = 1; centre < block.rows(); centre++) {
      int offset = centre * width;
      for (int i = 0; i < width; i++) {
        double square = block.values()[offset + i];
        nearest[i] = square < least[i] ? centre : nearest[i];
        least[i] = Math.min(square, least[i]);
      }
    }
    boolean changed = !Arrays.equals(nearest, 0, width, labels, first, first + width);
    System.arraycopy(nearest, 0, labels, first, width);
    System.arraycopy(least, 0, distances, first, width);
    return changed;
  }

  /** The mean of each cluster's points; an empty one takes a far point from another. */
  private DenseMatrix means(DenseMatrix centres) {
    DenseMatrix points = squares.moved();
    int columns = points.columns();
    DenseMatrix means = DenseMatrix.zeros(centres.rows(), columns);
    int[] sizes = new int[centres.rows()];
    for (int point = 0; point < labels.length; point++) {
      sizes[labels[point]]++;
      add(points, point, means, labels[point]);
    }
    for (int centre = 0; centre < sizes.length; centre++) {
      int point = sizes[centre] == 0 ? farthest(sizes) : UNASSIGNED;
      if (point != UNASSIGNED) {
        give(point, centre, means);
        sizes[labels[point]]--;
        sizes[centre] = 1;
      }
    }
    for (int i = 0; i < means.values().length; i++) {
      int size = sizes[i / columns];
      means.values()[i] = size == 0 ? centres.values()[i] : means.values()[i] / size;
    }
    return means;
  }

  private static void add(DenseMatrix points, int point, DenseMatrix means, int centre) {
    int columns = points.columns();
    for (int column = 0; column < columns; column++) {
      means.values()[centre * columns + column] += points.values()[point * columns + column];
    }
  }

  /** Takes a point out of the sum of its cluster, for an empty one. */
  private void give(int point, int centre, DenseMatrix sums) {
    DenseMatrix points = squares.moved();
    int columns = points.columns();
    for (int column = 0; column < columns; column++) {
      double value = points.get(point, column);
      sums.values()[labels[point] * columns + column] -= value;
      sums.values()[centre * columns + column] = value;
    }
    distances[point] = 0;
  }

  /** The point farthest from its centre whose cluster has others, if any is away from it. */
  private int farthest(int[] sizes) {
    int found = UNASSIGNED;
    double most = 0;
    for (int point = 0; point < labels.length; point++) {
      if (distances[point] > most && sizes[labels[point]] > 1) {
        most = distances[point];
        found = point;
      }
    }
    return found;
  }

  private double inertia(DenseMatrix centres) {
    double sum = 0;
    for (int point = 0; point < labels.length; point++) {
      sum += squares.moved().squaredDistance(point, centres, labels[point]);
    }
    return sum;
  }

  private static double move(DenseMatrix before, DenseMatrix after) {
    double sum = 0;
    for (int centre = 0; centre < before.rows(); centre++) {
      sum += before.squaredDistance(centre, after, centre);
    }
    return sum;
  }
}
