package org.polysome.graph;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.polysome.graph.pairs.PairTile;
import org.polysome.graph.pairs.PairVisitor;
import org.polysome.graph.pairs.PointStrips;
import org.polysome.matrix.DenseMatrix;

/**
 * Collects what may be among the k nearest points of every point in a pass over all pairs, and
 * measures it exactly at the end. The rough distances choose candidates only: every point that
 * could be a neighbour within a proved bound of the rounding error.
 */
public final class NearestVisitor implements PairVisitor {

  private static final int WIDTH = PointStrips.WIDTH;

  private final ExactPairs pairs;
  private final int k;
  private final boolean others;
  private final Map<Integer, Candidates> strips = new ConcurrentHashMap<>();

  NearestVisitor(ExactPairs pairs, int k, boolean others) {
    this.pairs = pairs;
    this.k = k;
    this.others = others;
  }

  /**
   * A visitor of the pairs of some points, which finds the others that are nearest to each.
   *
   * @param points (points, dimensions) in the order of the strips
   * @param strips the same points
   * @param order the place of each point before it was sorted, which breaks ties and names it
   * @param k how many neighbours; all others where there are fewer
   */
  public static NearestVisitor among(DenseMatrix points, PointStrips strips, int[] order, int k) {
    var pairs = new ExactPairs(points, points, strips, strips, place -> order[place]);
    return new NearestVisitor(pairs, Math.min(k, points.rows() - 1), true);
  }

  @Override
  public void visit(PairTile tile) {
    Candidates columns = strip(tile.firstColumn() / WIDTH);
    for (int row = 0; row < tile.rows(); row++) {
      offerToColumns(tile, row, columns);
    }
    if (tile.bothWays()) {
      Candidates rows = strip(tile.firstRow() / WIDTH);
      float[] slacks = new float[tile.columns()];
      for (int i = 0; i < slacks.length; i++) {
        slacks[i] = pairs.slackOfPoint(tile.firstColumn() + i);
      }
      for (int row = 0; row < tile.rows(); row++) {
        offerToRow(tile, row, slacks, rows);
      }
    }
  }

  private Candidates strip(int strip) {
    return strips.computeIfAbsent(
        strip,
        key -> {
          int first = key * WIDTH;
          int queries = Math.min(WIDTH, pairs.queries().rows() - first);
          return new Candidates(pairs, first, queries, k);
        });
  }

  private void offerToColumns(PairTile tile, int row, Candidates columns) {
    int point = tile.firstRow() + row;
    int own = others ? point - tile.firstColumn() : tile.columns();
    float slack = pairs.slackOfPoint(point);
    float[] distances = tile.squared(row);
    float[] limits = columns.limits();
    for (int i = 0; i < limits.length; i++) {
      if (distances[i] - slack <= limits[i] && i != own) {
        columns.add(i, distances[i], point);
      }
    }
  }

  private static void offerToRow(PairTile tile, int row, float[] slacks, Candidates rows) {
    float[] distances = tile.squared(row);
    int query = tile.firstRow() % WIDTH + row;
    float[] limits = rows.limits();
    for (int i = 0; i < slacks.length; i++) {
      if (distances[i] - slacks[i] <= limits[query]) {
        rows.add(query, distances[i], tile.firstColumn() + i);
      }
    }
  }

  /** The neighbours, once the pass is over. Forgets the candidates. */
  public Neighbors neighbors() {
    int size = Math.multiplyExact(pairs.queries().rows(), k);
    var neighbors = new Neighbors(k, new int[size], new double[size]);
    List.copyOf(strips.keySet()).parallelStream().forEach(strip -> finish(strip, neighbors));
    return neighbors;
  }

  /** Measures the candidates of one strip of queries, and forgets them. */
  void finish(int strip, Neighbors into) {
    strip(strip).measure(into);
    strips.remove(strip);
  }
}
