package org.polysome.graph.neighbor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.polysome.graph.pairs.PairTile;
import org.polysome.graph.pairs.PairVisitor;
import org.polysome.graph.pairs.PointStrips;
import org.polysome.matrix.ArraySize;
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
    offerToColumns(tile);
    if (tile.bothWays()) {
      offerToRows(tile);
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

  private void offerToColumns(PairTile tile) {
    Candidates columns = strip(tile.firstColumn() / WIDTH);
    float[] slacks = new float[PairTile.ROWS];
    for (int row = 0; row < tile.rows(); row++) {
      slacks[row] = pairs.slackOfPoint(tile.firstRow() + row);
    }
    float[] lowest = new float[WIDTH];
    tile.lowest(slacks, lowest);
    float[] limits = columns.limits();
    for (int i = 0; i < limits.length; i++) {
      if (lowest[i] <= limits[i]) {
        int own = others ? tile.firstColumn() + i - tile.firstRow() : -1;
        for (int row = 0; row < tile.rows(); row++) {
          float lower = tile.squared(row)[i] - slacks[row];
          if (lower <= limits[i] && row != own) {
            columns.add(i, lower, tile.firstRow() + row);
          }
        }
      }
    }
  }

  private void offerToRows(PairTile tile) {
    int first = tile.firstRow() % WIDTH;
    Candidates rows = strip(tile.firstRow() / WIDTH);
    float[] limits = Arrays.copyOfRange(rows.limits(), first, first + tile.rows());
    float[] lowest = new float[WIDTH];
    tile.lowest(limits, lowest);
    for (int i = 0; i < tile.columns(); i++) {
      int point = tile.firstColumn() + i;
      float slack = pairs.slackOfPoint(point);
      if (lowest[i] <= slack) {
        for (int row = 0; row < limits.length; row++) {
          float lower = tile.squared(row)[i] - slack;
          if (lower <= rows.limits()[first + row]) {
            rows.add(first + row, lower, point);
          }
        }
      }
    }
  }

  /** The neighbours, once the pass is over. Forgets the candidates. */
  public Neighbors neighbors() {
    int size = ArraySize.of("neighbors (cells, neighbors)", pairs.queries().rows(), k);
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
