package org.polysome.suite.report;

import java.util.ArrayList;
import java.util.List;
import org.polysome.page.Element;
import org.polysome.page.LineChart;
import org.polysome.page.Series;
import org.polysome.suite.EmbeddingNames;
import org.polysome.suite.Figure;

/**
 * The curves of a benchmark as charts.
 *
 * @param figures the figures
 * @param id unique in the page
 */
record Figures(List<Figure> figures, String id) {

  Element render() {
    List<Element> charts = new ArrayList<>();
    for (int i = 0; i < figures.size(); i++) {
      Figure figure = figures.get(i);
      List<Series> series = new ArrayList<>();
      for (int c = 0; c < figure.curves().size(); c++) {
        Figure.Curve curve = figure.curves().get(c);
        String name = EmbeddingNames.title(curve.name());
        series.add(new Series(name, c, Series.Kind.STRONG, curve.x(), curve.y()));
      }
      String title = figure.title() + ": " + figure.y();
      charts.add(new LineChart(id + "-" + i, title, figure.x(), series).render());
    }
    return Element.of("div").in("charts").add(charts);
  }
}
