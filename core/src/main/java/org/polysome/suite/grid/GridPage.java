package org.polysome.suite.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.polysome.page.Element;
import org.polysome.page.ErrorBars;
import org.polysome.page.Html;
import org.polysome.page.ScatterChart;
import org.polysome.suite.grid.GridTable.Field;
import org.polysome.suite.grid.GridTable.Line;
import org.polysome.suite.report.Section;
import org.polysome.suite.report.Table;

/**
 * Figures and tables of a grid as sections of a page.
 *
 * @param results of the runs
 * @param exhibits what is shown
 */
public record GridPage(GridResults results, Exhibits exhibits) {

  /** A section for each figure, then one for each table. */
  public List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    for (GridFigure figure : exhibits.figures()) {
      sections.add(new Section("grid-" + figure.name(), figure.title(), content(figure)));
    }
    for (GridTable table : new GridTables(results, exhibits).all()) {
      sections.add(new Section("grid-" + table.spec().name(), table.spec().title(), html(table)));
    }
    return sections;
  }

  private List<Html> content(GridFigure figure) {
    String reading = results.readings().getFirst();
    List<Score> scores = figure.needed().stream().map(exhibits::score).toList();
    String note =
        scores.stream().allMatch(Score::isLoss) && !results.repeated()
            ? "Of one run each, so that there are no error bars."
            : new GridNotes(results, exhibits)
                .spread(scores)
                .replace("±", "An error bar")
                .replace("two numbers are", "else");
    List<Html> charts =
        switch (figure) {
          case GridFigure.Scatter scatter -> List.of(scatter(scatter, reading));
          case GridFigure.Bars bars ->
              scores.stream().<Html>map(score -> bars(bars, score, reading)).toList();
        };
    String grid = figure instanceof GridFigure.Bars ? "multiples wide" : "charts";
    return List.of(Element.of("p", note).in("muted"), Element.of("div").in(grid).add(charts));
  }

  /** What is drawn of a cell. */
  private record Drawn(GridCell cell, Estimate estimate) {}

  private Stream<Drawn> drawn(Score score, String reading) {
    return results.cells().stream()
        .map(cell -> new Drawn(cell, results.over(cell, reading, score)))
        .filter(one -> one.estimate.value().isPresent());
  }

  private Element scatter(GridFigure.Scatter figure, String reading) {
    Score across = exhibits.score(figure.across());
    Score up = exhibits.score(figure.up());
    List<ScatterChart.Point> points = new ArrayList<>();
    for (GridCell cell : results.cells()) {
      Estimate x = results.over(cell, reading, across);
      Estimate y = results.over(cell, reading, up);
      if (x.value().isPresent() && y.value().isPresent()) {
        points.add(
            new ScatterChart.Point(
                results.title(cell),
                x.value().getAsDouble(),
                y.value().getAsDouble(),
                new ScatterChart.Errors(x.sd().orElse(0), y.sd().orElse(0)),
                OptionalInt.of(cell.group())));
      }
    }
    String title = up.heading() + " against " + across.heading();
    return new ScatterChart("chart-" + figure.name(), title, across.heading(), up.heading(), points)
        .render();
  }

  private Element bars(GridFigure.Bars figure, Score score, String reading) {
    List<ErrorBars.Bar> bars =
        drawn(score, reading)
            .sorted(
                (one, other) -> figure.order().comparator().compare(one.estimate, other.estimate))
            .map(
                one ->
                    new ErrorBars.Bar(
                        results.title(one.cell),
                        one.estimate.value().orElseThrow(),
                        one.estimate.low(),
                        one.estimate.high(),
                        one.cell.group()))
            .toList();
    return new ErrorBars(score.heading(), bars).render();
  }

  private static List<Html> html(GridTable table) {
    List<Element> head = new ArrayList<>();
    table.leading().forEach(name -> head.add(Table.heading(name)));
    table.columns().forEach(name -> head.add(Table.heading(name).in("number")));
    List<Element> body = new ArrayList<>();
    String part = "";
    for (Line line : table.lines()) {
      if (!line.part().equals(part)) {
        part = line.part();
        body.add(
            Element.of("tr", Table.name(part).with("colspan", String.valueOf(head.size())))
                .in("part"));
      }
      body.add(row(table, line));
    }
    List<Html> content = new ArrayList<>(List.of(Table.of(head, body)));
    table.notes().forEach(note -> content.add(Element.of("p", note).in("muted below")));
    return content;
  }

  private static Element row(GridTable table, Line line) {
    Element row = Element.of("tr", Table.name(line.name()));
    if (table.hasReadings()) {
      row = row.add(Element.of("td", line.reading()));
    }
    row = row.add(line.facts().stream().map(Table::number).toList());
    row = row.add(line.fields().stream().map(field -> cell(table, field)).toList());
    return line.baseline() ? row.in("aside") : row;
  }

  private static Element cell(GridTable table, Field field) {
    if (field.estimate().value().isEmpty()) {
      return Element.of("td", table.shown(field)).in("number status");
    }
    Element cell = Element.of("td", Element.of("span", table.shown(field)).in("value"));
    String spread = table.sd(field);
    if (!spread.isEmpty()) {
      cell = cell.add(Element.of("span", spread).in("interval"));
    }
    return cell.in(field.best() ? "number best" : "number");
  }
}
