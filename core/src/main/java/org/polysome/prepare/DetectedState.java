package org.polysome.prepare;

import java.util.Locale;

/**
 * What has been done to the numbers of a matrix, and why one thinks so.
 *
 * @param state the state
 * @param reason what it is seen by, for a person
 */
public record DetectedState(ValueState state, String reason) {

  private static final double NEARLY_ALL = 0.9;
  private static final float SMALLEST_BINS = 5;
  private static final float MOST_BINS = 512;
  private static final int ENOUGH_CELLS = 10;

  /** The conclusion from a profile. */
  public static DetectedState of(MatrixProfile profile) {
    if (profile.entries() == 0) {
      return new DetectedState(ValueState.EMPTY, "no non-zero in " + profile.rows() + " cells");
    }
    if (profile.nan() + profile.infinite() > 0) {
      return new DetectedState(
          ValueState.INVALID, profile.nan() + " NaN, " + profile.infinite() + " infinite numbers");
    }
    if (profile.negative() > 0) {
      return new DetectedState(
          ValueState.SCALED,
          profile.negative() + " negative numbers, down to " + number(minimum(profile)));
    }
    return profile.fractions() == 0 ? whole(profile) : fractional(profile);
  }

  private static DetectedState whole(MatrixProfile profile) {
    float common = profile.commonMaximum().getKey();
    int cells = profile.commonMaximum().getValue();
    if (profile.filledRows() >= ENOUGH_CELLS
        && cells >= NEARLY_ALL * profile.filledRows()
        && common >= SMALLEST_BINS
        && common <= MOST_BINS) {
      return new DetectedState(
          ValueState.BINNED,
          "whole numbers with maximum " + number(common) + " in " + cells + " cells");
    }
    return new DetectedState(
        ValueState.RAW,
        "whole numbers from " + number(minimum(profile)) + " to " + number(maximum(profile)));
  }

  private static DetectedState fractional(MatrixProfile profile) {
    float maximum = maximum(profile);
    int fractionalRows = profile.filledRows() - profile.wholeRows();
    if (profile.wholeRows() > NEARLY_ALL * profile.filledRows() / ENOUGH_CELLS
        && fractionalRows > 0
        && maximum > RowProfile.LARGEST_LOG) {
      return new DetectedState(
          ValueState.NON_INTEGER,
          "mixed units: "
              + profile.wholeRows()
              + " cells of whole numbers, "
              + fractionalRows
              + " of others");
    }
    if (profile.totals().isConstant()) {
      return new DetectedState(
          ValueState.NORMALISED, "every cell adds up to " + number(profile.totals().median()));
    }
    if (profile.expTotals().isConstant()) {
      return log("the exponentials of a cell add up to ", profile.expTotals());
    }
    if (profile.exp2Totals().isConstant()) {
      return log("the powers of two of a cell add up to ", profile.exp2Totals());
    }
    if (profile.commonStep().getValue() > NEARLY_ALL * fractionalRows / 2) {
      return new DetectedState(
          ValueState.NON_INTEGER,
          "rounded to steps of " + number(profile.commonStep().getKey()) + " in most cells");
    }
    if (profile.steppedRows() >= NEARLY_ALL * fractionalRows) {
      return new DetectedState(
          ValueState.NORMALISED, "the numbers of a cell are multiples of its smallest");
    }
    if (maximum <= RowProfile.LARGEST_LOG) {
      boolean stepped = profile.expSteppedRows() >= NEARLY_ALL * fractionalRows;
      return new DetectedState(
          ValueState.LOG,
          stepped
              ? "the exponentials of a cell are multiples of its smallest"
              : "fractions no larger than " + number(maximum));
    }
    return new DetectedState(
        ValueState.NON_INTEGER,
        profile.fractions() + " fractions, numbers up to " + number(maximum));
  }

  private static DetectedState log(String how, Spread totals) {
    return new DetectedState(ValueState.LOG, how + number(totals.median()));
  }

  private static float minimum(MatrixProfile profile) {
    return profile.minimum().orElse(0f);
  }

  private static float maximum(MatrixProfile profile) {
    return profile.maximum().orElse(0f);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%d", (long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }

  /** State and reason in words. */
  public String words() {
    return state.words() + " (" + reason + ")";
  }
}
