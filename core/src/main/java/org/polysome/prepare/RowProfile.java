package org.polysome.prepare;

import org.polysome.matrix.CsrMatrix;

/**
 * What the numbers of one cell look like; made anew for each cell by {@link #of}.
 *
 * @param entries number of non-zeros
 * @param total their sum
 * @param maximum the largest, 0 where there is none
 * @param whole whether all are whole numbers
 * @param expTotal the sum of exp(x) - 1: equal between cells after log1p of normalised counts; NaN
 *     for whole numbers, which need no such test
 * @param exp2Total the sum of 2^x - 1, likewise
 * @param smallest the smallest number
 * @param stepped whether all are multiples of the smallest, as counts over a library size are
 * @param expStepped whether all exp(x) - 1 or all 2^x - 1 are
 */
record RowProfile(
    int entries,
    double total,
    float maximum,
    boolean whole,
    double expTotal,
    double exp2Total,
    float smallest,
    boolean stepped,
    boolean expStepped) {

  /** Multiples above this are not looked at: rounding of float32 blurs them. */
  private static final double LARGEST_MULTIPLE = 50;

  private static final double MULTIPLE_TOLERANCE = 0.01;

  /** Fewer numbers are multiples of the smallest by chance. */
  private static final int ENOUGH_ENTRIES = 3;

  /**
   * Single counts are common, while the smallest step of numbers rounded to three decimals is not.
   */
  private static final double SHARE_OF_ONES = 0.02;

  /** Above this no number is a logarithm of a count, and its exponential means nothing. */
  static final float LARGEST_LOG = 25;

  static RowProfile of(CsrMatrix block, int row) {
    int from = block.indptr()[row];
    int until = block.indptr()[row + 1];
    double total = 0;
    float maximum = 0;
    float smallest = Float.POSITIVE_INFINITY;
    boolean whole = true;
    for (int i = from; i < until; i++) {
      float value = block.values()[i];
      total += value;
      maximum = Math.max(maximum, value);
      smallest = Math.min(smallest, value);
      whole &= value == Math.rint(value);
    }
    if (whole) {
      return new RowProfile(
          until - from, total, maximum, true, Double.NaN, Double.NaN, smallest, false, false);
    }
    boolean logs = maximum <= LARGEST_LOG;
    Steps plain = Steps.of(block.values(), from, until, Scale.PLAIN);
    Steps exp = logs ? Steps.of(block.values(), from, until, Scale.EXP) : Steps.NONE;
    Steps exp2 = logs ? Steps.of(block.values(), from, until, Scale.EXP2) : Steps.NONE;
    return new RowProfile(
        until - from,
        total,
        maximum,
        false,
        exp.total,
        exp2.total,
        smallest,
        plain.stepped,
        exp.stepped || exp2.stepped);
  }

  private enum Scale {
    PLAIN,
    EXP,
    EXP2;

    double undo(float value) {
      return switch (this) {
        case PLAIN -> value;
        case EXP -> Math.expm1(value);
        case EXP2 -> Math.pow(2, value) - 1;
      };
    }
  }

  /**
   * The sum of the numbers with a transform undone, and whether they are multiples of the smallest.
   */
  private record Steps(double total, boolean stepped) {
    static final Steps NONE = new Steps(Double.NaN, false);

    static Steps of(float[] values, int from, int until, Scale scale) {
      double total = 0;
      double smallest = Double.POSITIVE_INFINITY;
      for (int i = from; i < until; i++) {
        double value = scale.undo(values[i]);
        total += value;
        smallest = Math.min(smallest, value);
      }
      boolean stepped = smallest > 0;
      int ones = 0;
      for (int i = from; i < until && stepped; i++) {
        double multiple = scale.undo(values[i]) / smallest;
        ones += multiple < 1 + MULTIPLE_TOLERANCE ? 1 : 0;
        stepped =
            multiple > LARGEST_MULTIPLE
                || Math.abs(multiple - Math.rint(multiple)) < MULTIPLE_TOLERANCE;
      }
      int count = until - from;
      stepped &= count >= ENOUGH_ENTRIES && ones >= SHARE_OF_ONES * count;
      return new Steps(total, stepped);
    }
  }
}
