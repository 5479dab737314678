package org.polysome.tokenizer;

import java.util.Arrays;

/**
 * Normalised values of one cell at a time. Most counts are small whole numbers that recur, so each
 * is worked out once per cell. Not thread-safe.
 */
final class ValueTable {

  private static final double[] NO_MEDIANS = new double[0];
  private static final double[] NO_EDGES = new double[0];
  private static final double MIDDLE = 0.5;

  private final Normalisation normalisation;
  private final double[] medians;
  private final double[] edges;
  private final float[] small = new float[256];
  private float[] ascending = new float[0];
  private int seen;
  private double scale;

  ValueTable(Normalisation normalisation, Fitted fitted) {
    this.normalisation = normalisation;
    this.medians =
        normalisation instanceof Normalisation.Median ? fitted.medians().orElseThrow() : NO_MEDIANS;
    this.edges =
        normalisation instanceof Normalisation.CellQuantiles(int bins)
            ? new double[bins]
            : NO_EDGES;
  }

  /**
   * Turns to a cell.
   *
   * @param counts its counts, zeros allowed, of which the first so many count
   * @param total the total to normalise by
   */
  void begin(float[] counts, int size, double total) {
    scale = normalisation.scale(total);
    Arrays.fill(small, Float.NaN);
    small[0] = 0;
    switch (normalisation) {
      case Normalisation.Rank rank -> sort(counts, size);
      case Normalisation.CellQuantiles quantiles -> {
        sort(counts, size);
        QuantileBins.edges(ascending, seen, edges);
      }
      default -> {}
    }
  }

  /** The value of a count of a gene. */
  float value(int gene, float count) {
    if (medians.length > 0) {
      return medians[gene] > 0 ? normalisation.value(count, scale / medians[gene]) : 0;
    }
    int whole = (int) count;
    if (whole != count || whole >= small.length) {
      return work(count);
    }
    float known = small[whole];
    if (Float.isNaN(known)) {
      known = work(count);
      small[whole] = known;
    }
    return known;
  }

  private float work(float count) {
    return switch (normalisation) {
      case Normalisation.Rank rank -> rank(count);
      case Normalisation.CellQuantiles quantiles ->
          count == 0 ? 0 : QuantileBins.spread(edges, count, MIDDLE);
      default -> normalisation.value(count, scale);
    };
  }

  private void sort(float[] counts, int size) {
    if (ascending.length < size) {
      ascending = new float[2 * size];
    }
    seen = 0;
    for (int i = 0; i < size; i++) {
      if (counts[i] > 0) {
        ascending[seen++] = counts[i];
      }
    }
    Arrays.sort(ascending, 0, seen);
  }

  /** The mean place of a count among the seen ones, as a share. */
  private float rank(float count) {
    if (count == 0) {
      return 0;
    }
    int below = firstNotBelow(count);
    int notAbove = firstNotBelow(Math.nextUp(count));
    return (float) ((below + notAbove + 1) / 2.0 / seen);
  }

  private int firstNotBelow(float count) {
    int low = 0;
    int high = seen;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] < count) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
