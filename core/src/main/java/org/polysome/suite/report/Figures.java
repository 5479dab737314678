package org.polysome.suite.report;

import java.util.ArrayList;
import java.util.List;
import org.polysome.page.Element;
import org.polysome.page.Html;
import org.polysome.page.LineChart;
import org.polysome.page.Series;
import org.polysome.suite.EmbeddingNames;
import org.polysome.suite.Figure;
import org.polysome.suite.Highlights;

/**
 * The curves of a benchmark as charts.
 *
 * @param figures the figures
 * @param highlights whose curves are shown
 * @param id unique in the page
 */
record Figures(List<Figure> figures, Highlights highlights, String id) {

  /** What says how sure probes are, which has a place of its own in tables too. */
  private static final List<String> ASIDE = List.of("calibration error", "Brier");

  /** The charts; how sure probes are at each checkpoint and layer is behind a click. */
  List<Html> parts() {
    List<Element> shown = new ArrayList<>();
    List<Element> aside = new ArrayList<>();
    for (int i = 0; i < figures.size(); i++) {
      Figure figure = figures.get(i);
      (ASIDE.stream().anyMatch(figure.y()::contains) ? aside : shown).add(chart(figure, i));
    }
    List<Html> parts = new ArrayList<>();
    if (!shown.isEmpty()) {
      parts.add(Element.of("div").in("charts").add(shown));
    }
    if (!aside.isEmpty()) {
      parts.add(
          Element.of(
              "details",
              Element.of("summary", "%d more: how sure the probes are".formatted(aside.size())),
              Element.of("div").in("charts").add(aside)));
    }
    return parts;
  }

  private Element chart(Figure figure, int number) {
    List<Figure.Curve> shown =
        figure.curves().stream().filter(curve -> highlights.shows(curve.name())).toList();
    List<Series> series = new ArrayList<>();
    for (int c = 0; c < shown.size(); c++) {
      Figure.Curve curve = shown.get(c);
      String name = EmbeddingNames.title(curve.name());
      series.add(new Series(name, c, Series.Kind.STRONG, curve.x(), curve.y()));
    }
    String title = figure.title() + ": " + figure.y();
    return new LineChart(id + "-" + number, title, figure.x(), series).render();
  }
}
