package org.polysome.graph.pairs;

import java.util.stream.IntStream;
import org.polysome.matrix.ArraySize;
import org.polysome.matrix.DenseMatrix;

/**
 * Points as floats in the two layouts of a product, strip by strip: a strip is {@link #WIDTH}
 * points, the last one filled up with points at zero.
 */
public final class PointStrips {

  /** Points of a strip; a row of distances to them stays in registers and the first cache. */
  public static final int WIDTH = 256;

  /**
   * Dimensions that one pass over a row of a tile adds; their number is filled up to a multiple.
   */
  static final int TERMS = 4;

  /** The relative rounding error of a float. */
  private static final double UNIT = 0x1.0p-24;

  private final int count;
  private final int dimensions;
  private final Frame frame;
  private final float[][][] columns;
  private final float[][] rows;
  private final float[] squaredNorms;
  private final float[] slack;

  private PointStrips(DenseMatrix points, Frame frame) {
    this.frame = frame;
    count = points.rows();
    dimensions = Math.ceilDiv(points.columns(), TERMS) * TERMS;
    int strips = Math.ceilDiv(count, WIDTH);
    columns = new float[strips][dimensions][WIDTH];
    rows = new float[strips][ArraySize.of("points (points, dimensions)", WIDTH, dimensions)];
    int padded = ArraySize.of("points", strips, WIDTH);
    squaredNorms = new float[padded];
    slack = new float[padded];
    IntStream.range(0, count).parallel().forEach(point -> place(points, point));
  }

  /**
   * Points whose distances to each other are wanted.
   *
   * @param points (points, dimensions)
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  public static PointStrips of(DenseMatrix points) {
    return new PointStrips(points, Frame.of(points, points));
  }

  /**
   * Points whose distances to others are wanted too.
   *
   * @param points (points, dimensions), whose mean is moved to zero
   * @param others (others, dimensions)
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  public static PointStrips of(DenseMatrix points, DenseMatrix others) {
    return new PointStrips(points, Frame.of(points, others));
  }

  /** The others, moved as the points that knew of them. */
  public static PointStrips of(DenseMatrix others, PointStrips points) {
    return new PointStrips(others, points.frame);
  }

  private void place(DenseMatrix points, int point) {
    int strip = point / WIDTH;
    int lane = point % WIDTH;
    double squares = 0;
    for (int i = 0; i < points.columns(); i++) {
      float value = (float) frame.moved(points.get(point, i), i);
      columns[strip][i][lane] = value;
      rows[strip][lane * dimensions + i] = -2 * value;
      squares += (double) value * value;
    }
    squaredNorms[point] = (float) squares;
    slack[point] = (float) slack(squares);
  }

  /**
   * This point's share of a bound of the error of a squared distance. Of the sum |x|² + |y|² - 2xy,
   * whose d + 2 terms are added one after the other, the error is at most (d + 3) u (|x| + |y|)²;
   * of coordinates rounded to float 3 u (|x| + |y|)²; of coordinates wrong by e already in double 4
   * e √d (|x| + |y|) and more of higher order. With (|x| + |y|)² at most 2 |x|² + 2 |y|², all falls
   * into one share of each point. It is taken four times larger than needed, for its own rounding.
   */
  private double slack(double squares) {
    double e = frame.roundingOfACoordinate() * Math.sqrt(dimensions + 1.0);
    double moving = e * (Math.sqrt(squares) + e);
    return 4 * (2 * (dimensions + 8) * UNIT * squares + 4 * moving)
        + (dimensions + 8) * (double) Float.MIN_NORMAL;
  }

  /** How many points there are. */
  public int count() {
    return count;
  }

  /** What a length between the floats is multiplied with to be one between the points. */
  public double scale() {
    return frame.scale();
  }

  int dimensions() {
    return dimensions;
  }

  int strips() {
    return columns.length;
  }

  /** The points of a strip, (dimensions, {@link #WIDTH}). */
  float[][] columns(int strip) {
    return columns[strip];
  }

  /** The points of a strip times -2, ({@link #WIDTH}, dimensions). */
  float[] rows(int strip) {
    return rows[strip];
  }

  float squaredNorm(int point) {
    return squaredNorms[point];
  }

  /** A squared distance as floats is wrong by at most this of the one and this of the other. */
  public float slack(int point) {
    return slack[point];
  }
}
