package org.polysome.page;

import java.util.ArrayList;
import java.util.List;

/**
 * From numbers to places along an axis.
 *
 * @param low the number at the start
 * @param high the number at the end, larger
 * @param logarithmic whether equal ratios are equal lengths; then both are positive
 * @param start where the axis starts
 * @param end where it ends
 */
record Scale(double low, double high, boolean logarithmic, double start, double end) {

  private static final double[] NICE = {1, 2, 5, 10};
  private static final int TICKS = 6;

  /** A scale over some numbers, widened a little and never empty. */
  static Scale over(
      double smallest, double largest, boolean logarithmic, double start, double end) {
    if (logarithmic) {
      double margin = Math.max(Math.pow(largest / smallest, 0.04), 1.02);
      return new Scale(smallest / margin, largest * margin, true, start, end);
    }
    double span = largest - smallest;
    double margin = span > 0 ? 0.04 * span : Math.max(Math.abs(largest), 1) * 0.1;
    return new Scale(smallest - margin, largest + margin, false, start, end);
  }

  double place(double value) {
    double share =
        logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return start + share * (end - start);
  }

  /** Round numbers along the axis, about half a dozen. */
  List<Double> ticks() {
    return logarithmic && high / low > 20 ? powers() : steps();
  }

  private List<Double> steps() {
    double rough = (high - low) / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = 10 * power;
    for (double nice : NICE) {
      if (nice * power >= rough) {
        step = nice * power;
        break;
      }
    }
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
      ticks.add(rounded(i * step, step));
    }
    return ticks;
  }

  private List<Double> powers() {
    List<Double> ticks = new ArrayList<>();
    int decades = (int) Math.ceil(Math.log10(high / low));
    int every = Math.max(1, decades / TICKS);
    for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power += every) {
      for (double nice : decades <= 3 ? new double[] {1, 2, 5} : new double[] {1}) {
        double tick = nice * Math.pow(10, power);
        if (tick >= low && tick <= high) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  /** Without the rounding error of the multiplication. */
  private static double rounded(double value, double step) {
    double digits = Math.pow(10, Math.max(0, 2 - Math.floor(Math.log10(step))));
    return Math.rint(value * digits) / digits;
  }
}
