package org.polysome.tokenizer;

import java.util.Arrays;

/**
 * Normalised values of one cell at a time. Most counts are small whole numbers that recur, so each
 * is worked out once per cell. Not thread-safe.
 */
final class ValueTable {

  private final Normalisation normalisation;
  private final float[] small = new float[256];
  private double scale;

  ValueTable(Normalisation normalisation) {
    this.normalisation = normalisation;
  }

  /** Turns to a cell. */
  void begin(CellBuffer cell) {
    double total = 0;
    for (int i = 0; i < cell.size(); i++) {
      total += cell.counts()[i];
    }
    scale = normalisation.scale(total);
    Arrays.fill(small, Float.NaN);
    small[0] = 0;
  }

  /** The value of a count of the cell. */
  float value(float count) {
    int whole = (int) count;
    if (whole != count || whole >= small.length) {
      return normalisation.value(count, scale);
    }
    float known = small[whole];
    if (Float.isNaN(known)) {
      known = normalisation.value(count, scale);
      small[whole] = known;
    }
    return known;
  }
}
