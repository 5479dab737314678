package org.polysome.suite.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.polysome.files.CsvText;
import org.polysome.suite.grid.GridTable.Field;
import org.polysome.suite.grid.GridTable.Line;

/**
 * A table as text: Markdown to be read, CSV with a number a line to be reckoned with.
 *
 * @param table the table
 */
public record GridTableText(GridTable table) {

  private static final String HEAD =
      "part,run,reading,column,value,sd,ci95_low,ci95_high,statistic,p,p_adjusted,status\n";

  /** As Markdown, the best value of each column bold. */
  public String markdown() {
    List<String> head = Stream.concat(table.leading().stream(), table.columns().stream()).toList();
    StringBuilder text = new StringBuilder("# " + table.spec().title() + "\n\n");
    text.append(row(head)).append(row(head.stream().map(name -> "---").toList()));
    String part = "";
    for (Line line : table.lines()) {
      if (!line.part().equals(part)) {
        part = line.part();
        text.append(row(List.of("**" + part + "**")));
      }
      text.append(row(cells(line)));
    }
    table.notes().forEach(note -> text.append('\n').append(note).append('\n'));
    return text.toString();
  }

  private List<String> cells(Line line) {
    List<String> cells = new ArrayList<>(List.of(line.name()));
    if (table.hasReadings()) {
      cells.add(line.reading());
    }
    cells.addAll(line.facts());
    for (Field field : line.fields()) {
      String value = table.shown(field);
      String spread = table.sd(field);
      String bold = field.best() ? "**" + value + "**" : value;
      cells.add(spread.isEmpty() ? bold : bold + " " + spread);
    }
    return cells;
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** As CSV, values not in percent. */
  public String csv() {
    StringBuilder text = new StringBuilder(HEAD);
    for (Line line : table.lines()) {
      for (int i = 0; i < line.fields().size(); i++) {
        text.append(csv(line, table.columns().get(i), line.fields().get(i))).append('\n');
      }
    }
    return text.toString();
  }

  private static String csv(Line line, String column, Field field) {
    Estimate estimate = field.estimate();
    Stream<String> difference =
        field
            .difference()
            .map(one -> Stream.of(one.statistic(), one.p(), one.raised()).map(Object::toString))
            .orElse(Stream.of("", "", ""));
    return Stream.of(
            Stream.of(line.part(), line.name(), line.reading(), column).map(CsvText::field),
            Stream.of(
                number(estimate.value()),
                number(estimate.sd()),
                estimate.interval().map(ends -> Double.toString(ends.low())).orElse(""),
                estimate.interval().map(ends -> Double.toString(ends.high())).orElse("")),
            difference,
            Stream.of(estimate.status()))
        .flatMap(part -> part)
        .collect(Collectors.joining(","));
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%s", value.getAsDouble()) : "";
  }
}
