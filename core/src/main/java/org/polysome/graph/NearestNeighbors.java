package org.polysome.graph;

import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;

/**
 * Exact nearest neighbours by Euclidean distance, with equal distances in the order of the points.
 *
 * <p>Squared distances come in blocks from a matrix product, as |q|² + |p|² - 2 q·p of centred
 * points. That form is fast and loses digits, so it only chooses candidates: every point whose
 * distance could be among the k smallest within the rounding error. The candidates are then
 * measured by the plain sum of squared differences, so that the result is the same as from two
 * nested loops.
 */
public final class NearestNeighbors {

  private static final int QUERY_BLOCK = 256;

  private final MatrixProduct product;

  /** Neighbours by way of a matrix product. */
  public NearestNeighbors(MatrixProduct product) {
    this.product = product;
  }

  /**
   * The k points nearest to each query.
   *
   * @param queries (queries, dimensions)
   * @param points (points, dimensions)
   * @param k how many; where there are fewer points, all of them
   * @throws IllegalArgumentException if the dimensions differ, k is below 1, or a coordinate is not
   *     finite
   */
  public Neighbors search(DenseMatrix queries, DenseMatrix points, int k) {
    return find(queries, points, k, false);
  }

  /** As {@link #search} of each point among the others, itself left out by its place. */
  public Neighbors among(DenseMatrix points, int k) {
    return find(points, points, k, true);
  }

  private Neighbors find(DenseMatrix queries, DenseMatrix points, int k, boolean others) {
    if (k < 1 || queries.columns() != points.columns()) {
      throw new IllegalArgumentException(
          "k is %d, queries have %d dimensions and points %d"
              .formatted(k, queries.columns(), points.columns()));
    }
    int found = Math.max(0, Math.min(k, others ? points.rows() - 1 : points.rows()));
    int size = Math.multiplyExact(queries.rows(), found);
    var neighbors = new Neighbors(found, new int[size], new double[size]);
    if (size > 0) {
      var centred = new Centred(points);
      for (int from = 0; from < queries.rows(); from += QUERY_BLOCK) {
        int until = Math.min(from + QUERY_BLOCK, queries.rows());
        block(new Block(queries, points, from, until, others), centred, neighbors);
      }
    }
    return neighbors;
  }

  /** The queries {@code from} to {@code until}; {@code others} leaves out the query's own place. */
  private record Block(
      DenseMatrix queries, DenseMatrix points, int from, int until, boolean others) {}

  private void block(Block block, Centred centred, Neighbors neighbors) {
    DenseMatrix queries = centred.centre(block.queries, block.from, block.until);
    double[] norms = Centred.squaredNorms(queries);
    var candidates = new Candidates[queries.rows()];
    for (int i = 0; i < candidates.length; i++) {
      candidates[i] = new Candidates(neighbors.k(), centred.slack(norms[i]));
    }
    for (int b = 0; b < centred.blocks().size(); b++) {
      DenseMatrix products = product.multiply(queries, centred.blocks().get(b));
      int first = b * Centred.BLOCK;
      IntStream.range(0, candidates.length)
          .parallel()
          .forEach(
              i -> {
                int own = block.others ? block.from + i : Candidates.NONE;
                offer(candidates[i], new Row(products, i, first, norms[i]), centred, own);
              });
    }
    IntStream.range(0, candidates.length)
        .parallel()
        .forEach(
            i -> candidates[i].measure(block.queries, block.from + i, block.points, neighbors));
  }

  /** One query's row of a block of products with the points from {@code first} on. */
  private record Row(DenseMatrix products, int row, int first, double norm) {}

  private static void offer(Candidates candidates, Row row, Centred centred, int own) {
    double[] products = row.products.values();
    int columns = row.products.columns();
    int offset = row.row * columns;
    for (int j = 0; j < columns; j++) {
      int point = row.first + j;
      double distance = row.norm + centred.squaredNorm(point) - 2 * products[offset + j];
      if (distance <= candidates.limit() && point != own) {
        candidates.add(distance, point);
      }
    }
  }
}
