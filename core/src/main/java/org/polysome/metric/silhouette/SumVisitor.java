package org.polysome.metric.silhouette;

import java.util.Arrays;
import org.polysome.graph.pairs.PairTile;
import org.polysome.graph.pairs.PairVisitor;

/**
 * Sums distances by group. Points of a group lie together, so that those of many rows are added to
 * a line of floats before they reach the sums in double.
 */
final class SumVisitor implements PairVisitor {

  private final int[] groups;
  private final double[][] sums;
  private final boolean halvedSquares;

  /**
   * A visitor of points sorted by group.
   *
   * @param groups the group of each point, ascending
   * @param count how many groups there may be
   * @param halvedSquares whether half a squared distance is summed, and not its root
   */
  SumVisitor(int[] groups, int count, boolean halvedSquares) {
    this.groups = groups;
    this.halvedSquares = halvedSquares;
    sums = new double[count][groups.length];
  }

  /** The sum of a point's distances to a group, so far. */
  double sum(int point, int group) {
    return sums[group][point];
  }

  @Override
  public void visit(PairTile tile) {
    float[] line = new float[tile.squared(0).length];
    float[] distances = new float[line.length];
    int end = tile.firstRow() + tile.rows();
    for (int from = tile.firstRow(); from < end; ) {
      int group = groups[from];
      int until = endOfGroup(from, end);
      for (int row = from; row < until; row++) {
        measure(tile.squared(row - tile.firstRow()), distances);
        add(distances, line);
        if (tile.bothWays()) {
          addToRow(row, distances, tile);
        }
      }
      flush(line, sums[group], tile);
      from = until;
    }
  }

  private int endOfGroup(int from, int end) {
    int until = from + 1;
    while (until < end && groups[until] == groups[from]) {
      until++;
    }
    return until;
  }

  private void measure(float[] squared, float[] distances) {
    if (halvedSquares) {
      for (int i = 0; i < distances.length; i++) {
        distances[i] = 0.5f * squared[i];
      }
    } else {
      for (int i = 0; i < distances.length; i++) {
        distances[i] = (float) Math.sqrt(squared[i]);
      }
    }
  }

  private static void add(float[] distances, float[] line) {
    for (int i = 0; i < line.length; i++) {
      line[i] += distances[i];
    }
  }

  private static void flush(float[] line, double[] sums, PairTile tile) {
    for (int i = 0; i < tile.columns(); i++) {
      sums[tile.firstColumn() + i] += line[i];
    }
    Arrays.fill(line, 0);
  }

  /** The row's point learns of the columns, group by group. */
  private void addToRow(int row, float[] distances, PairTile tile) {
    int end = tile.firstColumn() + tile.columns();
    for (int from = tile.firstColumn(); from < end; ) {
      int until = endOfGroup(from, end);
      sums[groups[from]][row] +=
          sum(distances, from - tile.firstColumn(), until - tile.firstColumn());
      from = until;
    }
  }

  /** Eight sums at once, because each addition waits for the one before. */
  private static double sum(float[] distances, int from, int until) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int i = from;
    for (; i + 7 < until; i += 8) {
      a += distances[i];
      b += distances[i + 1];
      c += distances[i + 2];
      d += distances[i + 3];
      e += distances[i + 4];
      f += distances[i + 5];
      g += distances[i + 6];
      h += distances[i + 7];
    }
    double rest = 0;
    for (; i < until; i++) {
      rest += distances[i];
    }
    return rest + ((double) a + b) + ((double) c + d) + ((double) e + f) + ((double) g + h);
  }
}
