package org.polysome.suite.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.polysome.metric.Interval;
import org.polysome.page.Element;
import org.polysome.page.Html;
import org.polysome.page.Numbers;
import org.polysome.suite.EmbeddingNames;
import org.polysome.suite.Highlights;
import org.polysome.suite.Metric;
import org.polysome.suite.MetricColumn;
import org.polysome.suite.ResultRow;
import org.polysome.suite.Suites;

/**
 * Embeddings down, metrics across; each value with its interval, its standard deviation over splits
 * and a bar, the best of each column marked.
 *
 * @param rows results about one input and one kind of split
 * @param highlights which of them are shown at once, the others behind a click
 */
record ScoreTable(List<ResultRow> rows, Highlights highlights) {

  /** The table, and behind it what is folded. */
  List<Html> parts() {
    List<Html> parts = new ArrayList<>(List.of(render(highlights::shows)));
    long folded = names().filter(name -> !highlights.shows(name)).count();
    if (folded > 0) {
      Element others = render(name -> !highlights.shows(name));
      parts.add(
          Element.of(
              "details",
              Element.of("summary", "%d more checkpoints and layers".formatted(folded)),
              others));
    }
    return parts;
  }

  private Stream<String> names() {
    return rows.stream().map(ResultRow::embedding).distinct();
  }

  private Element render(Predicate<String> shown) {
    List<MetricColumn> columns = MetricColumn.of(rows);
    List<Element> head = new ArrayList<>(List.of(Table.heading("Embedding")));
    columns.forEach(column -> head.add(Table.heading(column.title())));
    List<Element> body = names().filter(shown).map(name -> line(name, columns)).toList();
    return Table.of(head, body);
  }

  private Element line(String embedding, List<MetricColumn> columns) {
    List<Element> cells = columns.stream().map(column -> cell(embedding, column)).toList();
    Element line = Element.of("tr", Table.name(EmbeddingNames.title(embedding))).add(cells);
    return EmbeddingNames.isBaseline(embedding) ? line.in("aside") : line;
  }

  private Element cell(String embedding, MetricColumn column) {
    return rows.stream()
        .filter(row -> row.embedding().equals(embedding) && column.holds(row))
        .findFirst()
        .map(this::cell)
        .orElseGet(() -> Element.of("td"));
  }

  private Element cell(ResultRow row) {
    if (row.value().isEmpty()) {
      return Element.of("td", row.status().replace('-', ' ')).in("status");
    }
    double value = row.value().getAsDouble();
    List<Html> parts = new ArrayList<>();
    parts.add(Element.of("span", Numbers.score(value)).in("value"));
    parts.add(Element.of("span", detail(row)).in("interval"));
    parts.add(bar(value, row.interval().orElse(new Interval(value, value))));
    Element cell = Element.of("td").add(parts);
    return isBest(row) ? cell.in("best").with("title", "best of this column") : cell;
  }

  private static String detail(ResultRow row) {
    String interval =
        row.interval()
            .map(i -> Numbers.score(i.low()) + " – " + Numbers.score(i.high()))
            .orElse("");
    return row.sd().isPresent()
        ? interval + "  ± " + Numbers.score(row.sd().getAsDouble())
        : interval;
  }

  /** Whether no other row of the column is better as far as digits are shown. */
  private boolean isBest(ResultRow row) {
    Metric.Direction direction = Suites.metric(row.metric()).direction();
    if (direction == Metric.Direction.NEITHER) {
      return false;
    }
    double sign = direction.sign();
    double best =
        rows.stream()
            .filter(other -> other.metric().equals(row.metric()))
            .filter(other -> other.flavor().equals(row.flavor()))
            .flatMapToDouble(other -> other.value().stream())
            .map(value -> sign * value)
            .max()
            .orElseThrow();
    return Numbers.score(row.value().orElseThrow()).equals(Numbers.score(sign * best));
  }

  private static Element bar(double value, Interval interval) {
    return Element.of("svg")
        .with("viewBox", "0 0 100 8")
        .with("preserveAspectRatio", "none")
        .with("aria-hidden", "true")
        .in("bar")
        .add(
            band(0, 100, 1).in("track"),
            band(place(interval.low()), place(interval.high()), 4).in("whisker"),
            band(place(value) - 0.8, place(value) + 0.8, 8).in("point"));
  }

  /** Where on the track, in percent, a value is; those outside [0, 1] are at its ends. */
  private static double place(double value) {
    return 100 * Math.clamp(value, 0, 1);
  }

  /** A horizontal band about the middle. */
  private static Element band(double from, double until, double height) {
    return Element.of("rect")
        .with("x", from)
        .with("width", until - from)
        .with("y", 4 - height / 2)
        .with("height", height);
  }
}
