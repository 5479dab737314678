package org.polysome.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Curves over a common axis, as an SVG with a legend; where all numbers are positive, the reader
 * may choose a logarithmic axis.
 *
 * @param id unique in the page, a word
 * @param title what is drawn
 * @param across what the horizontal axis counts
 * @param series the curves
 */
public record LineChart(String id, String title, String across, List<Series> series) {

  /** Leaves out curves without a point and thins the long ones. */
  public LineChart {
    series = series.stream().filter(line -> line.x().length > 0).map(Series::thinned).toList();
  }

  /** The chart with its legend; a sentence where there is no point. */
  public Element render() {
    Element figure =
        Element.of("figure", Element.of("figcaption", Element.of("h3", title)))
            .in("chart")
            .with("id", id);
    if (series.isEmpty()) {
      return figure.add(Element.of("p", "No values yet.").in("muted"));
    }
    LineDrawing linear = LineDrawing.of(this, false);
    Element chart =
        linear.positive()
            ? figure
                .add(radio("linear").with("checked", ""), label("linear"))
                .add(radio("log"), label("log"))
                .add(linear.render(), LineDrawing.of(this, true).render())
            : figure.add(linear.render());
    return chart.add(legend(), DataBlock.of(id + "-data", linear.readings()));
  }

  private Element radio(String which) {
    return Element.of("input")
        .with("type", "radio")
        .with("name", id + "-scale")
        .with("id", id + "-" + which)
        .in("pick-" + which);
  }

  private Element label(String which) {
    return Element.of("label", which).with("for", id + "-" + which);
  }

  private Element legend() {
    List<Element> entries = new ArrayList<>();
    for (Series line : series) {
      Element stroke = Element.of("line").with("x1", 0).with("y1", 6).with("x2", 22).with("y2", 6);
      Element icon =
          Element.of("svg", stroke)
              .with("viewBox", "0 0 22 12")
              .with("class", "stroke " + line.style())
              .with("aria-hidden", "true");
      entries.add(Element.of("li", icon, Html.text(line.name())));
    }
    return Element.of("ul").in("legend").add(entries);
  }
}
