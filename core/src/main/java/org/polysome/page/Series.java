package org.polysome.page;

/**
 * A curve.
 *
 * @param name what the legend says
 * @param group which colour it has
 * @param kind how it is drawn
 * @param x places, ascending
 * @param y values, as many
 */
public record Series(String name, int group, Kind kind, double[] x, double[] y) {

  /** The most points of a curve; neighbours are averaged beyond. */
  public static final int MOST_POINTS = 400;

  /** The most points that get a dot each. */
  private static final int MOST_DOTS = 40;

  /** How a curve is drawn. */
  public enum Kind {
    /** A thin line: what training saw. */
    FAINT,
    /** A strong line with a dot at each place: what was measured on held-out cells. */
    STRONG
  }

  /** Checks that places and values pair up. */
  public Series {
    if (x.length != y.length) {
      throw new IllegalArgumentException(x.length + " places for " + y.length + " values");
    }
  }

  /** The classes of its colour and line in the style sheet. */
  String style() {
    return (kind == Kind.STRONG ? "strong " : "faint ") + new Marker(group).colour();
  }

  boolean dotted() {
    return x.length == 1 || (kind == Kind.STRONG && x.length <= MOST_DOTS);
  }

  /** The same with at most {@link #MOST_POINTS} points, each the mean of as many neighbours. */
  Series thinned() {
    int run = Math.ceilDiv(x.length, MOST_POINTS);
    if (run <= 1) {
      return this;
    }
    int count = Math.ceilDiv(x.length, run);
    double[] places = new double[count];
    double[] values = new double[count];
    for (int i = 0; i < x.length; i++) {
      int size = Math.min(run, x.length - i / run * run);
      places[i / run] += x[i] / size;
      values[i / run] += y[i] / size;
    }
    return new Series(name, group, kind, places, values);
  }
}
