package org.polysome.page;

import java.util.List;

/**
 * Named values as horizontal bars from zero in the colours of their groups, each with an interval;
 * from the ninth group on bars are hatched.
 *
 * @param title what is measured
 * @param bars the bars, from the top
 */
public record ErrorBars(String title, List<Bar> bars) {

  /**
   * A bar.
   *
   * @param name what it is of
   * @param value its length; below zero it has no bar but its number
   * @param low the lower end of its interval, at most the value
   * @param high the upper end, at least the value; both are the value where there is no interval
   * @param group number of its {@link Marker}
   */
  public record Bar(String name, double value, double low, double high, int group) {
    /** Checks that the value lies in its interval. */
    public Bar {
      if (!(low <= value && value <= high)) {
        throw new IllegalArgumentException(value + " is not in " + low + " to " + high);
      }
    }
  }

  /** Copies the bars. */
  public ErrorBars {
    bars = List.copyOf(bars);
  }

  /** The chart; a sentence where there is no bar. */
  public Element render() {
    Element figure =
        Element.of("figure", Element.of("figcaption", Element.of("h3", title))).in("bars errors");
    if (bars.isEmpty()) {
      return figure.add(Element.of("p", "No values.").in("muted"));
    }
    double highest = bars.stream().mapToDouble(Bar::high).max().orElseThrow();
    double longest = highest > 0 ? highest : 1;
    return figure.add(Element.of("dl").add(bars.stream().map(bar -> line(bar, longest)).toList()));
  }

  private static Element line(Bar bar, double longest) {
    Marker marker = new Marker(bar.group);
    String hatched = marker.shape() > 0 ? " hatched" : "";
    Element length =
        Element.of("span")
            .in("length " + marker.colour() + hatched)
            .with("style", "width:" + percent(bar.value, longest));
    Element room = Element.of("span", length).in("room");
    if (bar.low < bar.high) {
      room = room.add(whisker(bar, longest));
    }
    return Element.of("div")
        .with("title", words(bar))
        .add(
            Element.of("dt", bar.name),
            Element.of(
                "dd", room, Element.of("span", Numbers.significant(bar.value)).in("number")));
  }

  private static Element whisker(Bar bar, double longest) {
    double low = Math.max(0, bar.low);
    return Element.of("span")
        .in("whisker")
        .with(
            "style",
            "left:%s;width:%s"
                .formatted(percent(low, longest), percent(Math.max(0, bar.high - low), longest)));
  }

  private static String words(Bar bar) {
    String value = bar.name + ": " + Numbers.significant(bar.value);
    return bar.low < bar.high
        ? value + ", " + Numbers.significant(bar.low) + " – " + Numbers.significant(bar.high)
        : value;
  }

  private static String percent(double value, double longest) {
    return Numbers.coordinate(100 * Math.max(0, value) / longest) + "%";
  }
}
