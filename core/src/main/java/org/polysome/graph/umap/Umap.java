package org.polysome.graph.umap;

import java.util.random.RandomGenerator;
import org.polysome.graph.FuzzyGraph;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.graph.spectral.Pca;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;
import org.polysome.random.Seeds;

/**
 * A picture of points in two dimensions after UMAP (McInnes, Healy and Melville, 2018): neighbours
 * attract, random others repel, from a start at the first two principal components. It is for
 * looking, never for measuring. The same points, order and seed give the same picture.
 *
 * @param neighbors how many neighbours each point has
 * @param epochs rounds of the layout
 * @param seed of the random others
 */
public record Umap(int neighbors, int epochs, long seed) {

  /** Points with more dimensions are first projected to this many principal components. */
  public static final int DIMENSIONS = 50;

  /** Points above which 200 rounds are enough. */
  private static final int MANY_POINTS = 10_000;

  /** Half the side of the square in which the points start. */
  private static final double EXTENT = 10;

  /** Checks the ranges. */
  public Umap {
    if (neighbors < 2 || epochs < 1) {
      throw new IllegalArgumentException(neighbors + " neighbours, " + epochs + " epochs");
    }
  }

  /** Fifteen neighbours, and rounds by the number of points. */
  public static Umap forPoints(int points, long seed) {
    return new Umap(15, points <= MANY_POINTS ? 300 : 200, seed);
  }

  /**
   * Lays the points out.
   *
   * @param points (points, dimensions), at least two points
   * @return (points, 2)
   */
  public DenseMatrix layout(DenseMatrix points) {
    if (points.rows() < 2) {
      throw new IllegalArgumentException("a layout needs two points, not " + points.rows());
    }
    Pca pca = Pca.fit(RowOperator.of(points), DIMENSIONS, seed);
    DenseMatrix projected = pca.project(RowOperator.of(points));
    DenseMatrix near = points.columns() > DIMENSIONS ? projected : points;
    FuzzyGraph graph = FuzzyGraph.of(new NearestNeighbors().among(near, neighbors));
    DenseMatrix layout = start(projected);
    new Spread(graph, epochs, Seeds.generator(seed, Seeds.of("umap"))).move(layout.values());
    return layout;
  }

  /** The first two components, scaled, with a little noise so that equal points can part. */
  private DenseMatrix start(DenseMatrix projected) {
    RandomGenerator noise = Seeds.generator(seed, Seeds.of("umap start"));
    double largest = 0;
    for (int row = 0; row < projected.rows() && projected.columns() > 0; row++) {
      largest = Math.max(largest, Math.abs(projected.get(row, 0)));
    }
    DenseMatrix start = DenseMatrix.zeros(projected.rows(), 2);
    for (int row = 0; row < start.rows(); row++) {
      for (int axis = 0; axis < 2; axis++) {
        double value = axis < projected.columns() ? projected.get(row, axis) / largest : 0;
        start.values()[2 * row + axis] = EXTENT * value + 1e-4 * noise.nextGaussian();
      }
    }
    return start;
  }
}
