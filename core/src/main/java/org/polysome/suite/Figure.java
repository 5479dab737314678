package org.polysome.suite;

import java.util.List;

/**
 * Curves over a common axis, for the report: a sweep of components, a reliability curve.
 *
 * @param input the file it is about
 * @param title what it shows
 * @param x what runs along the horizontal axis, with its unit
 * @param y what runs along the vertical axis
 * @param curves the curves, in the order of the legend
 */
public record Figure(String input, String title, String x, String y, List<Curve> curves) {

  /** Copies the curves. */
  public Figure {
    curves = List.copyOf(curves);
  }

  /**
   * One curve.
   *
   * @param name its name in the legend
   * @param x its places, ascending
   * @param y its values, as many
   */
  public record Curve(String name, double[] x, double[] y) {
    /** Checks that places and values pair up. */
    public Curve {
      if (x.length != y.length) {
        throw new IllegalArgumentException(x.length + " places and " + y.length + " values");
      }
    }
  }
}
