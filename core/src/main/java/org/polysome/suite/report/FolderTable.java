package org.polysome.suite.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.polysome.page.Element;
import org.polysome.page.Numbers;
import org.polysome.suite.EmbeddingNames;
import org.polysome.suite.InputRecord;
import org.polysome.suite.MetricColumn;
import org.polysome.suite.ResultRow;
import org.polysome.suite.Suites;

/**
 * Embeddings by folder and input down, metrics across. The best value on each input is marked.
 *
 * @param found results of several folders by the same way to split cells
 */
record FolderTable(List<Found> found) {

  /**
   * A number and where it is from.
   *
   * @param folder its name
   * @param row the number
   */
  record Found(String folder, ResultRow row) {
    Line line() {
      return new Line(row.embedding(), folder, InputRecord.fileName(row.input()));
    }
  }

  /** What a line is about. */
  record Line(String embedding, String folder, String input) {}

  /** The lines; those of like embeddings stand together. */
  List<Line> lines() {
    List<String> order = found.stream().map(one -> one.row.embedding()).distinct().toList();
    return found.stream()
        .map(Found::line)
        .distinct()
        .sorted(Comparator.comparingInt(line -> order.indexOf(line.embedding)))
        .toList();
  }

  Element render() {
    List<MetricColumn> columns = MetricColumn.of(found.stream().map(Found::row).toList());
    boolean inputs = lines().stream().map(Line::input).distinct().count() > 1;
    List<Element> head = new ArrayList<>();
    head.add(Table.heading("Embedding"));
    head.add(Table.heading("Results"));
    if (inputs) {
      head.add(Table.heading("Input"));
    }
    columns.forEach(column -> head.add(Table.heading(column.title()).in("number")));
    List<Element> body = new ArrayList<>();
    for (Line line : lines()) {
      List<Element> cells = new ArrayList<>();
      cells.add(Table.name(EmbeddingNames.title(line.embedding)));
      cells.add(Element.of("td", line.folder));
      if (inputs) {
        cells.add(Element.of("td", line.input));
      }
      columns.forEach(column -> cells.add(cell(line, column)));
      Element drawn = Element.of("tr").add(cells);
      body.add(EmbeddingNames.isBaseline(line.embedding) ? drawn.in("aside") : drawn);
    }
    return Table.of(head, body);
  }

  private Element cell(Line line, MetricColumn column) {
    Optional<Double> value =
        values(column).filter(one -> one.line().equals(line)).map(FolderTable::value).findFirst();
    double sign = Suites.metric(column.metric()).direction().sign();
    Optional<String> best =
        values(column)
            .filter(one -> sign != 0 && one.line().input.equals(line.input))
            .map(FolderTable::value)
            .max(Comparator.comparingDouble(number -> sign * number))
            .map(Numbers::score);
    Element cell = Table.number(value.map(Numbers::score).orElse(""));
    boolean isBest = value.isPresent() && value.map(Numbers::score).equals(best);
    return isBest ? cell.in("number best").with("title", "best on this input") : cell;
  }

  private Stream<Found> values(MetricColumn column) {
    return found.stream().filter(one -> column.holds(one.row) && one.row.value().isPresent());
  }

  private static double value(Found one) {
    return one.row.value().orElseThrow();
  }
}
