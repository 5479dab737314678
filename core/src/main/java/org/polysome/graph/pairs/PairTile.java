package org.polysome.graph.pairs;

import java.util.Arrays;

/**
 * The squared distances of up to {@link #ROWS} points to up to {@link PointStrips#WIDTH} others.
 * They are differences of larger numbers, which lose digits where points are near each other; there
 * they are measured again by the squares of differences.
 */
public final class PairTile {

  /** Rows at most, a multiple of the rows that are made together. */
  public static final int ROWS = 32;

  /** Rows that are made together. */
  private static final int TOGETHER = 4;

  /**
   * A squared distance below this share of the squared norms has lost so many digits that it is
   * measured again: the error of a mean of distances stays far below 1e-5 of it.
   */
  private static final float NEAR = 1e-3f;

  private final float[][] squared = new float[ROWS][PointStrips.WIDTH];
  private final float[] columnNorms = new float[PointStrips.WIDTH];
  private final float[] nearest = new float[PointStrips.WIDTH];
  private final float[] minus = new float[ROWS];
  private final boolean bothWays;
  private int firstRow;
  private int rows;
  private int firstColumn;
  private int columns;

  PairTile(boolean bothWays) {
    this.bothWays = bothWays;
  }

  /** The point of the first row. */
  public int firstRow() {
    return firstRow;
  }

  /** How many rows have points. */
  public int rows() {
    return rows;
  }

  /** The point of the first column. */
  public int firstColumn() {
    return firstColumn;
  }

  /** How many columns have points. */
  public int columns() {
    return columns;
  }

  /**
   * Whether a pair comes once and stands for both its orders. Otherwise it comes in both, also that
   * of a point with itself, and only the point of the column is to learn of the point of the row.
   */
  public boolean bothWays() {
    return bothWays;
  }

  /**
   * The squared distances of a row's point to those of the columns, in the scale of the strips;
   * what lies beyond the columns means nothing. Not to be changed.
   */
  public float[] squared(int row) {
    return squared[row];
  }

  /** Measures the points from {@code from} on, which are in one strip, to a strip of others. */
  void fill(PointStrips left, int from, PointStrips right, int strip) {
    firstRow = from;
    rows = Math.min(ROWS, left.count() - from);
    firstColumn = strip * PointStrips.WIDTH;
    columns = Math.min(PointStrips.WIDTH, right.count() - firstColumn);
    for (int i = 0; i < columns; i++) {
      columnNorms[i] = right.squaredNorm(firstColumn + i);
    }
    float[] coefficients = left.rows(from / PointStrips.WIDTH);
    float[][] panel = right.columns(strip);
    int offset = from % PointStrips.WIDTH * left.dimensions();
    for (int row = 0; row < rows; row += TOGETHER) {
      for (int i = row; i < row + TOGETHER; i++) {
        startWithNorms(squared[i], left.squaredNorm(from + i));
      }
      for (int k = 0; k < panel.length; k += PointStrips.TERMS) {
        addProducts(row, coefficients, offset + row * panel.length + k, panel, k);
      }
    }
    if (hasNearPoints(left)) {
      for (int row = 0; row < rows; row++) {
        measureAgain(squared[row], coefficients, offset + row * panel.length, panel);
      }
    }
  }

  private void startWithNorms(float[] into, float norm) {
    for (int i = 0; i < into.length; i++) {
      into[i] = norm + columnNorms[i];
    }
  }

  /** Adds the products of four dimensions to four rows: twice as fast as one row at a time. */
  private void addProducts(int row, float[] x, int start, float[][] panel, int k) {
    float[] c0 = squared[row];
    float[] c1 = squared[row + 1];
    float[] c2 = squared[row + 2];
    float[] c3 = squared[row + 3];
    float[] p0 = panel[k];
    float[] p1 = panel[k + 1];
    float[] p2 = panel[k + 2];
    float[] p3 = panel[k + 3];
    int d = panel.length;
    float a0 = x[start];
    float a1 = x[start + 1];
    float a2 = x[start + 2];
    float a3 = x[start + 3];
    float b0 = x[start + d];
    float b1 = x[start + d + 1];
    float b2 = x[start + d + 2];
    float b3 = x[start + d + 3];
    float e0 = x[start + 2 * d];
    float e1 = x[start + 2 * d + 1];
    float e2 = x[start + 2 * d + 2];
    float e3 = x[start + 2 * d + 3];
    float f0 = x[start + 3 * d];
    float f1 = x[start + 3 * d + 1];
    float f2 = x[start + 3 * d + 2];
    float f3 = x[start + 3 * d + 3];
    for (int i = 0; i < PointStrips.WIDTH; i++) {
      float x0 = p0[i];
      float x1 = p1[i];
      float x2 = p2[i];
      float x3 = p3[i];
      c0[i] = Math.fma(a3, x3, Math.fma(a2, x2, Math.fma(a1, x1, Math.fma(a0, x0, c0[i]))));
      c1[i] = Math.fma(b3, x3, Math.fma(b2, x2, Math.fma(b1, x1, Math.fma(b0, x0, c1[i]))));
      c2[i] = Math.fma(e3, x3, Math.fma(e2, x2, Math.fma(e1, x1, Math.fma(e0, x0, c2[i]))));
      c3[i] = Math.fma(f3, x3, Math.fma(f2, x2, Math.fma(f1, x1, Math.fma(f0, x0, c3[i]))));
    }
  }

  private boolean hasNearPoints(PointStrips left) {
    for (int row = 0; row < rows; row++) {
      minus[row] = NEAR * left.squaredNorm(firstRow + row);
    }
    lowest(minus, nearest);
    for (int i = 0; i < columns; i++) {
      if (nearest[i] <= NEAR * columnNorms[i]) {
        return true;
      }
    }
    return false;
  }

  /**
   * The smallest of each column, which tells whether it is worth a look, after something is taken
   * from each row.
   *
   * @param minus what is taken, one number for each row
   * @param into one number for each column
   */
  public void lowest(float[] minus, float[] into) {
    Arrays.fill(into, Float.MAX_VALUE);
    for (int row = 0; row < rows; row++) {
      lower(into, squared[row], minus[row]);
    }
  }

  private static void lower(float[] lowest, float[] distances, float minus) {
    for (int i = 0; i < PointStrips.WIDTH; i++) {
      lowest[i] = Math.min(lowest[i], distances[i] - minus);
    }
  }

  private static void measureAgain(float[] into, float[] x, int start, float[][] panel) {
    Arrays.fill(into, 0);
    for (int k = 0; k < panel.length; k++) {
      addSquares(into, -0.5f * x[start + k], panel[k]);
    }
  }

  private static void addSquares(float[] into, float own, float[] others) {
    for (int i = 0; i < PointStrips.WIDTH; i++) {
      float difference = own - others[i];
      into[i] = Math.fma(difference, difference, into[i]);
    }
  }
}
