package org.polysome.tokenizer;

import java.util.Arrays;
import org.polysome.random.Seeds;

/**
 * Hard bins by the quantiles of one cell: bin 0 is the value zero, bins 1 to n the non-zero values
 * in quantiles of equal share. A cell is binned by its own values alone, so that its bins do not
 * depend on batch mates.
 *
 * <p>Edges are linearly interpolated quantiles at evenly spaced levels; the arithmetic follows
 * NumPy's {@code quantile} for float32 to the last bit, because a last bit decides between buckets
 * where counts tie.
 */
public final class QuantileBins {

  private QuantileBins() {}

  /**
   * The quantiles of numbers at {@code count} evenly spaced levels from 0 to 1.
   *
   * @param ascending at least one number, sorted
   * @param count how many edges, at least 2
   */
  public static double[] edges(float[] ascending, int count) {
    double[] edges = new double[count];
    edges(ascending, ascending.length, edges);
    return edges;
  }

  /** The quantiles of the first {@code size} numbers, into an array; none of no numbers. */
  static void edges(float[] ascending, int size, double[] edges) {
    if (size == 0) {
      return;
    }
    double step = 1.0 / (edges.length - 1);
    for (int k = 0; k < edges.length; k++) {
      double level = k == edges.length - 1 ? 1 : k * step;
      edges[k] = quantile(ascending, size, (size - 1) * level);
    }
  }

  /**
   * The bin of each value of one cell, with {@code bins + 1} edges: the number of edges not above
   * the value, at most {@code bins}; 0 for zero. Equal values share a bin (the study of encodings,
   * eq. 14).
   *
   * @param values non-negative values of one cell
   * @param bins how many bins for non-zero values
   */
  public static int[] bins(float[] values, int bins) {
    double[] edges = edgesOfNonZero(values, bins + 1);
    int[] result = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        result[i] = Math.clamp(notAbove(edges, values[i]), 1, bins);
      }
    }
    return result;
  }

  /**
   * The bin of each value of one cell as scGPT cuts them: with {@code bins} edges, and a value that
   * meets several equal edges is spread over their bins at random.
   *
   * @param values non-negative values of one cell
   * @param bins how many bins for non-zero values (scGPT's {@code n_bins} less one)
   * @param seed decides the ties; value i uses the i-th uniform number of its stream
   */
  public static int[] spreadBins(float[] values, int bins, long seed) {
    double[] edges = edgesOfNonZero(values, bins);
    int[] result = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        result[i] = spread(edges, values[i], Seeds.uniform(seed, i));
      }
    }
    return result;
  }

  /** The bin of a value that may meet several equal edges, for a uniform number in [0, 1). */
  static int spread(double[] edges, float value, double uniform) {
    int left = notAbove(edges, value);
    int right = below(edges, value);
    return (int) Math.ceil(uniform * (right - left) + left);
  }

  private static double[] edgesOfNonZero(float[] values, int count) {
    float[] nonZero = new float[values.length];
    int size = 0;
    for (float value : values) {
      if (value != 0) {
        nonZero[size++] = value;
      }
    }
    if (size == 0) {
      return new double[0];
    }
    float[] ascending = Arrays.copyOf(nonZero, size);
    Arrays.sort(ascending);
    return edges(ascending, count);
  }

  private static double quantile(float[] ascending, int size, double position) {
    int below = (int) position;
    float a = ascending[below];
    float b = ascending[Math.min(below + 1, size - 1)];
    double t = position - below;
    float gap = b - a;
    return t < 0.5 ? a + gap * t : b - gap * (1 - t);
  }

  static int notAbove(double[] edges, double value) {
    int low = 0;
    int high = edges.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (edges[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many edges are below a value: those not above the next smaller number. */
  static int below(double[] edges, double value) {
    return notAbove(edges, Math.nextDown(value));
  }
}
