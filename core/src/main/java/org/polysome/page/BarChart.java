package org.polysome.page;

import java.util.List;

/**
 * Named values as horizontal bars from zero, one below the other, with the value behind each.
 *
 * @param title what is measured
 * @param bars the bars, from the top
 */
public record BarChart(String title, List<Bar> bars) {

  /** A bar, faint or strong. */
  public record Bar(String name, double value, boolean strong) {}

  /** Copies the bars. */
  public BarChart {
    bars = List.copyOf(bars);
  }

  /** The chart; values below zero have no bar but their number. */
  public Element render() {
    double longest = Math.max(1, bars.stream().mapToDouble(Bar::value).max().orElse(1));
    List<Element> lines = bars.stream().map(bar -> line(bar, longest)).toList();
    return Element.of("figure", Element.of("figcaption", Element.of("h3", title)))
        .in("bars")
        .add(Element.of("dl").add(lines));
  }

  private static Element line(Bar bar, double longest) {
    double share = 100 * Math.max(0, bar.value) / longest;
    Element length =
        Element.of("span")
            .in(bar.strong ? "length strong" : "length")
            .with("style", "width:" + Numbers.coordinate(share) + "%");
    return Element.of(
        "div",
        Element.of("dt", bar.name),
        Element.of("dd", Element.of("span", length).in("room"))
            .add(Element.of("span", Numbers.score(bar.value)).in("number")));
  }
}
