package org.polysome.page;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * A few named points in a plane, each with a mark that the legend names. The frame is an SVG that
 * stretches to the width there is; marks and words are HTML and keep their shape.
 *
 * @param id unique in the page, a word
 * @param title what is drawn
 * @param across what runs along the horizontal axis
 * @param up what runs along the vertical axis
 * @param points the points, in the order of the legend
 */
public record ScatterChart(String id, String title, String across, String up, List<Point> points) {

  /**
   * A point and its name.
   *
   * @param name what the legend says
   * @param x its place across
   * @param y its place up
   * @param errors half the lengths of its error bars
   * @param group number of its {@link Marker}; if not given, its place among the points
   */
  public record Point(String name, double x, double y, Errors errors, OptionalInt group) {

    /** A point without error bars. */
    public Point(String name, double x, double y) {
      this(name, x, y, Errors.NONE, OptionalInt.empty());
    }
  }

  /**
   * Half the lengths of error bars; 0 for none.
   *
   * @param across to the left and to the right
   * @param up upwards and downwards
   */
  public record Errors(double across, double up) {
    /** No bars. */
    public static final Errors NONE = new Errors(0, 0);

    /** Checks the lengths. */
    public Errors {
      if (!(across >= 0 && up >= 0)) {
        throw new IllegalArgumentException("error bars of " + across + " and " + up);
      }
    }
  }

  /** Copies the points. */
  public ScatterChart {
    points = List.copyOf(points);
  }

  /** The chart with its legend; a sentence where there is no point. */
  public Element render() {
    Element figure =
        Element.of("figure", Element.of("figcaption", Element.of("h3", title)))
            .in("chart scatter")
            .with("id", id);
    if (points.isEmpty()) {
      return figure.add(Element.of("p", "No values.").in("muted"));
    }
    Scale x = scale(Point::x, point -> point.errors.across, 0, 100);
    Scale y = scale(Point::y, point -> point.errors.up, 100, 0);
    List<Html> parts = new ArrayList<>();
    parts.add(frame(x, y));
    x.ticks().forEach(tick -> parts.add(word(tick, "left", x.place(tick)).in("tick x")));
    y.ticks().forEach(tick -> parts.add(word(tick, "top", y.place(tick)).in("tick y")));
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      parts.add(
          Element.of("span", marker(i).icon())
              .in("place")
              .with("style", "left:%s%%;top:%s%%".formatted(at(x, point.x), at(y, point.y)))
              .with("title", words(point)));
    }
    parts.add(Element.of("span", across).in("unit"));
    return figure.add(
        Element.of("p", up).in("muted up"), Element.of("div").in("plot").add(parts), legend());
  }

  private Marker marker(int number) {
    return new Marker(points.get(number).group.orElse(number));
  }

  private Scale scale(
      ToDoubleFunction<Point> coordinate, ToDoubleFunction<Point> error, double start, double end) {
    double low = ends(coordinate, error, -1).min().orElseThrow();
    double high = ends(coordinate, error, 1).max().orElseThrow();
    return Scale.over(low, high, false, start, end);
  }

  private DoubleStream ends(
      ToDoubleFunction<Point> coordinate, ToDoubleFunction<Point> error, int sign) {
    return points.stream()
        .mapToDouble(point -> coordinate.applyAsDouble(point) + sign * error.applyAsDouble(point));
  }

  private static String at(Scale scale, double value) {
    return Numbers.coordinate(scale.place(value));
  }

  private String words(Point point) {
    return "%s: %s %s, %s %s"
        .formatted(point.name, across, Numbers.score(point.x), up, Numbers.score(point.y));
  }

  private Element frame(Scale x, Scale y) {
    Element svg =
        Element.of("svg")
            .with("viewBox", "0 0 100 100")
            .with("preserveAspectRatio", "none")
            .with("role", "img")
            .with("aria-label", title);
    List<Element> lines = new ArrayList<>();
    x.ticks().forEach(tick -> lines.add(path("M%s 0V100".formatted(at(x, tick)))));
    y.ticks().forEach(tick -> lines.add(path("M0 %sH100".formatted(at(y, tick)))));
    lines.add(Element.of("path").with("d", "M0 0V100H100").in("axis"));
    for (int i = 0; i < points.size(); i++) {
      if (!points.get(i).errors.equals(Errors.NONE)) {
        lines.add(bars(points.get(i), x, y).in("error " + marker(i).colour()));
      }
    }
    return svg.add(lines);
  }

  private static Element bars(Point point, Scale x, Scale y) {
    String across =
        "M%s %sH%s"
            .formatted(
                at(x, point.x - point.errors.across),
                at(y, point.y),
                at(x, point.x + point.errors.across));
    String up =
        "M%s %sV%s"
            .formatted(
                at(x, point.x), at(y, point.y - point.errors.up), at(y, point.y + point.errors.up));
    return Element.of("path").with("d", across + up);
  }

  private static Element path(String line) {
    return Element.of("path").with("d", line).in("grid");
  }

  private static Element word(double tick, String side, double place) {
    return Element.of("span", Numbers.significant(tick))
        .with("style", side + ":" + Numbers.coordinate(place) + "%");
  }

  private Element legend() {
    List<Element> entries = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      entries.add(Element.of("li", marker(i).icon(), Html.text(points.get(i).name)));
    }
    return Element.of("ul").in("legend").add(entries);
  }
}
