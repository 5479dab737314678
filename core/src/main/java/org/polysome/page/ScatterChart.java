package org.polysome.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

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

  /** A point and its name. */
  public record Point(String name, double x, double y) {}

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
    Scale x = scale(Point::x, 0, 100);
    Scale y = scale(Point::y, 100, 0);
    List<Html> parts = new ArrayList<>();
    parts.add(frame(x, y));
    x.ticks().forEach(tick -> parts.add(word(tick, "left", x.place(tick)).in("tick x")));
    y.ticks().forEach(tick -> parts.add(word(tick, "top", y.place(tick)).in("tick y")));
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      parts.add(
          Element.of("span", new Marker(i).icon())
              .in("place")
              .with("style", "left:%s%%;top:%s%%".formatted(at(x, point.x), at(y, point.y)))
              .with("title", words(point)));
    }
    parts.add(Element.of("span", across).in("unit"));
    return figure.add(
        Element.of("p", up).in("muted up"), Element.of("div").in("plot").add(parts), legend());
  }

  private Scale scale(ToDoubleFunction<Point> coordinate, double start, double end) {
    double low = points.stream().mapToDouble(coordinate).min().orElseThrow();
    double high = points.stream().mapToDouble(coordinate).max().orElseThrow();
    return Scale.over(low, high, false, start, end);
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
    return svg.add(lines);
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
      entries.add(Element.of("li", new Marker(i).icon(), Html.text(points.get(i).name)));
    }
    return Element.of("ul").in("legend").add(entries);
  }
}
