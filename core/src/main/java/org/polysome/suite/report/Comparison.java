package org.polysome.suite.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.polysome.page.BarChart;
import org.polysome.page.Element;
import org.polysome.page.Html;
import org.polysome.page.ScatterChart;
import org.polysome.suite.EmbeddingNames;
import org.polysome.suite.MetricColumn;
import org.polysome.suite.ResultRow;
import org.polysome.suite.Suites;
import org.polysome.suite.integration.IntegrationMetrics;

/**
 * Embeddings compared in pictures, for suites that measure many things once: biology against batch,
 * and each metric by itself, always in one order, the best overall first.
 *
 * @param rows results about one input
 * @param id unique in the page
 */
record Comparison(List<ResultRow> rows, String id) {

  /** The metric that embeddings are sorted by; where it is missing, the first there is. */
  private static final String OVERALL = "overall";

  /** The rows, those of the best embedding first. */
  List<ResultRow> sorted() {
    List<String> order = order();
    return rows.stream()
        .sorted(Comparator.comparingInt(row -> order.indexOf(row.embedding())))
        .toList();
  }

  /** Pictures; none where nothing can be compared. */
  List<Html> pictures() {
    List<Html> parts = new ArrayList<>();
    scatter().ifPresent(chart -> parts.add(Element.of("div", chart.render()).in("charts")));
    List<Element> multiples = new ArrayList<>();
    for (MetricColumn column : MetricColumn.of(rows)) {
      List<ResultRow> found =
          rows.stream().filter(row -> column.holds(row) && row.value().isPresent()).toList();
      if (found.size() > 1) {
        multiples.add(new BarChart(column.title(), bars(found)).render());
      }
    }
    if (!multiples.isEmpty()) {
      parts.add(Element.of("div").in("multiples").add(multiples));
    }
    return parts;
  }

  private Optional<ScatterChart> scatter() {
    List<ScatterChart.Point> points = new ArrayList<>();
    for (String embedding : order()) {
      OptionalDouble bio = value(embedding, IntegrationMetrics.BIO.name());
      OptionalDouble batch = value(embedding, IntegrationMetrics.BATCH.name());
      if (bio.isPresent() && batch.isPresent()) {
        points.add(
            new ScatterChart.Point(
                EmbeddingNames.title(embedding), batch.getAsDouble(), bio.getAsDouble()));
      }
    }
    String title = "Biology kept against batches mixed";
    return points.size() < 2
        ? Optional.empty()
        : Optional.of(new ScatterChart("scatter-" + id, title, "batch score", "bio score", points));
  }

  private List<BarChart.Bar> bars(List<ResultRow> found) {
    return order().stream()
        .flatMap(name -> found.stream().filter(row -> row.embedding().equals(name)))
        .map(
            row ->
                new BarChart.Bar(
                    EmbeddingNames.title(row.embedding()),
                    row.value().orElseThrow(),
                    !EmbeddingNames.isBaseline(row.embedding())))
        .toList();
  }

  private OptionalDouble value(String embedding, String metric) {
    return rows.stream()
        .filter(row -> row.embedding().equals(embedding) && row.metric().equals(metric))
        .flatMapToDouble(row -> row.value().stream())
        .findFirst();
  }

  /** Embeddings, the best first; those without a value last. */
  private List<String> order() {
    boolean overall = rows.stream().anyMatch(row -> row.metric().equals(OVERALL));
    String metric = overall || rows.isEmpty() ? OVERALL : rows.getFirst().metric();
    double sign = -Suites.metric(metric).direction().sign();
    return rows.stream()
        .map(ResultRow::embedding)
        .distinct()
        .sorted(
            Comparator.comparingDouble(
                name -> {
                  OptionalDouble value = value(name, metric);
                  return value.isPresent() ? sign * value.getAsDouble() : Double.MAX_VALUE;
                }))
        .toList();
  }
}
