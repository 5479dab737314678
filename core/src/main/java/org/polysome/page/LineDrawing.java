package org.polysome.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The SVG of a line chart under one kind of scale.
 *
 * @param chart what is drawn
 * @param x the horizontal scale
 * @param y the vertical scale
 */
record LineDrawing(LineChart chart, Scale x, Scale y) {

  private static final double WIDTH = 720;
  private static final double HEIGHT = 300;
  private static final double LEFT = 62;
  private static final double RIGHT = 706;
  private static final double TOP = 12;
  private static final double BOTTOM = 258;

  /** A drawing of a chart with at least one point. */
  static LineDrawing of(LineChart chart, boolean logarithmic) {
    double[] across = all(chart, Series::x);
    double[] up = all(chart, Series::y);
    return new LineDrawing(
        chart,
        across[0] < across[across.length - 1]
            ? new Scale(across[0], across[across.length - 1], false, LEFT, RIGHT)
            : Scale.over(across[0], across[0], false, LEFT, RIGHT),
        Scale.over(up[0], up[up.length - 1], logarithmic, BOTTOM, TOP));
  }

  private interface Values {
    double[] of(Series series);
  }

  private static double[] all(LineChart chart, Values values) {
    return chart.series().stream()
        .flatMapToDouble(series -> Arrays.stream(values.of(series)))
        .sorted()
        .toArray();
  }

  /** Whether a logarithmic scale is possible. */
  boolean positive() {
    return all(chart, Series::y)[0] > 0;
  }

  Element svg() {
    return Element.of("svg")
        .with("viewBox", "0 0 720 300")
        .with("class", y.logarithmic() ? "plot log" : "plot linear")
        .with("role", "img")
        .with("aria-label", chart.title())
        .add(axes())
        .add(chart.series().stream().map(this::curve).toList())
        .add(line(LEFT, TOP, LEFT, BOTTOM).in("rule"));
  }

  private List<Html> axes() {
    List<Html> axes = new ArrayList<>();
    for (double tick : y.ticks()) {
      double place = y.place(tick);
      axes.add(line(LEFT, place, RIGHT, place).in("grid"));
      axes.add(words(Numbers.significant(tick), LEFT - 8, place + 4).in("tick end"));
    }
    for (double tick : x.ticks()) {
      axes.add(words(Numbers.significant(tick), x.place(tick), BOTTOM + 18).in("tick middle"));
    }
    axes.add(line(LEFT, BOTTOM, RIGHT, BOTTOM).in("axis"));
    axes.add(words(chart.across(), RIGHT, HEIGHT - 4).in("tick end"));
    return axes;
  }

  private static Element line(double x1, double y1, double x2, double y2) {
    return Element.of("line").with("x1", x1).with("y1", y1).with("x2", x2).with("y2", y2);
  }

  private static Element words(String text, double x, double y) {
    return Element.of("text", text).with("x", x).with("y", y);
  }

  private Element curve(Series series) {
    StringBuilder points = new StringBuilder();
    List<Html> dots = new ArrayList<>();
    for (int i = 0; i < series.x().length; i++) {
      double across = x.place(series.x()[i]);
      double up = y.place(series.y()[i]);
      points.append(Numbers.coordinate(across)).append(',');
      points.append(Numbers.coordinate(up)).append(' ');
      if (series.dotted()) {
        dots.add(Element.of("circle").with("cx", across).with("cy", up).with("r", 3));
      }
    }
    Element path = Element.of("polyline").with("points", points.toString().strip());
    return Element.of("g", path).in("curve " + series.style()).add(dots);
  }

  /** What the script says beside the pointer. */
  Readings readings() {
    return new Readings(
        chart.across(),
        x.low(),
        x.high(),
        LEFT / WIDTH,
        RIGHT / WIDTH,
        chart.series().stream()
            .map(series -> new Reading(series.name(), series.x(), series.y()))
            .toList());
  }

  /** The horizontal scale as shares of the width, and the numbers of every curve. */
  record Readings(
      String across, double low, double high, double left, double right, List<Reading> series) {}

  /** The numbers of a curve. */
  record Reading(String name, double[] x, double[] y) {}
}
