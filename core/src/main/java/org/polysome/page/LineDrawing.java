package org.polysome.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A line chart under one kind of scale. The curves are an SVG that stretches to the width there is,
 * with strokes that do not; the words around it are HTML, so that they are as large as other words
 * on any screen.
 *
 * @param chart what is drawn
 * @param x the horizontal scale, in parts of a thousand
 * @param y the vertical scale, in parts of a thousand from the top
 */
record LineDrawing(LineChart chart, Scale x, Scale y) {

  private static final double SIDE = 1000;

  /** A drawing of a chart with at least one point. */
  static LineDrawing of(LineChart chart, boolean logarithmic) {
    double[] across = all(chart, Series::x);
    double[] up = all(chart, Series::y);
    double first = across[0];
    double last = across[across.length - 1];
    return new LineDrawing(
        chart,
        first < last
            ? new Scale(first, last, false, 0, SIDE)
            : Scale.over(first, last, false, 0, SIDE),
        Scale.over(up[0], up[up.length - 1], logarithmic, SIDE, 0));
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

  Element render() {
    Element svg =
        Element.of("svg")
            .with("viewBox", "0 0 1000 1000")
            .with("preserveAspectRatio", "none")
            .with("role", "img")
            .with("aria-label", chart.title())
            .add(y.ticks().stream().map(tick -> level(y.place(tick)).in("grid")).toList())
            .add(level(SIDE).in("axis"))
            .add(chart.series().stream().map(this::curve).toList())
            .add(Element.of("path").with("d", "M0 0V1000").in("rule"));
    List<Html> words = new ArrayList<>();
    y.ticks().forEach(tick -> words.add(word(tick, "top", y.place(tick)).in("tick y")));
    x.ticks().forEach(tick -> words.add(word(tick, "left", x.place(tick)).in("tick x")));
    words.add(Element.of("span", chart.across()).in("unit"));
    return Element.of("div", svg).in(y.logarithmic() ? "plot log" : "plot linear").add(words);
  }

  private static Element level(double place) {
    return Element.of("path").with("d", "M0 " + Numbers.coordinate(place) + "H1000");
  }

  private static Element word(double tick, String side, double place) {
    return Element.of("span", Numbers.significant(tick))
        .with("style", side + ":" + Numbers.coordinate(place / 10) + "%");
  }

  private Element curve(Series series) {
    StringBuilder line = new StringBuilder();
    StringBuilder dots = new StringBuilder();
    for (int i = 0; i < series.x().length; i++) {
      String place =
          Numbers.coordinate(x.place(series.x()[i]))
              + " "
              + Numbers.coordinate(y.place(series.y()[i]));
      line.append(i == 0 ? "M" : "L").append(place);
      dots.append('M').append(place).append("h0");
    }
    Element curve =
        Element.of("g", Element.of("path").with("d", line.toString()).in("line"))
            .in("curve " + series.style());
    return series.dotted()
        ? curve.add(Element.of("path").with("d", dots.toString()).in("dots"))
        : curve;
  }

  /** What the script says beside the pointer. */
  Readings readings() {
    return new Readings(
        chart.across(),
        x.low(),
        x.high(),
        chart.series().stream()
            .map(series -> new Reading(series.name(), series.x(), series.y()))
            .toList());
  }

  /** The ends of the horizontal scale, and the numbers of every curve. */
  record Readings(String across, double low, double high, List<Reading> series) {}

  /** The numbers of a curve. */
  record Reading(String name, double[] x, double[] y) {}
}
