package org.polysome.suite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.polysome.metric.Interval;

/**
 * Results as a table for a terminal: embeddings down, metrics across, for each input and way to
 * split its cells. How sure probes are, and what each post-processing gives, is left to the page.
 */
public final class ResultTable {

  private ResultTable() {}

  /** The table, ending with a line break. */
  public static String of(SuiteResults results) {
    StringBuilder text = new StringBuilder();
    Set<List<String>> blocks = new LinkedHashSet<>();
    List<ResultRow> shown =
        results.results().stream()
            .filter(row -> Suites.metric(row.metric()).kind() != Metric.Kind.CERTAINTY)
            .filter(row -> !isDetail(row.group()))
            .toList();
    shown.forEach(row -> blocks.add(block(row)));
    for (List<String> block : blocks) {
      List<ResultRow> rows = shown.stream().filter(row -> block(row).equals(block)).toList();
      String heading = String.join(", ", block);
      text.append(text.isEmpty() ? "" : "\n").append(heading).append('\n');
      append(text, cells(rows));
    }
    return text.toString();
  }

  private static boolean isDetail(String group) {
    return Suites.group(group).filter(one -> one.table() == Group.Table.DETAIL).isPresent();
  }

  private static List<String> block(ResultRow row) {
    return Suites.apart(row.group())
        .map(split -> List.of(row.input(), split.title()))
        .orElseGet(() -> List.of(row.input()));
  }

  private static List<List<String>> cells(List<ResultRow> rows) {
    List<MetricColumn> columns = MetricColumn.of(rows);
    Set<String> embeddings = new LinkedHashSet<>();
    rows.forEach(row -> embeddings.add(row.embedding()));
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("embedding"));
    columns.forEach(column -> head.add(column.name()));
    lines.add(head);
    for (String embedding : embeddings) {
      List<String> line = new ArrayList<>(List.of(embedding));
      for (MetricColumn column : columns) {
        line.add(
            rows.stream()
                .filter(row -> row.embedding().equals(embedding) && column.holds(row))
                .findFirst()
                .map(ResultTable::cell)
                .orElse("-"));
      }
      lines.add(line);
    }
    return lines;
  }

  /** A value with its interval, or why there is none. */
  private static String cell(ResultRow row) {
    if (row.value().isEmpty()) {
      return row.status();
    }
    String interval = row.interval().map(ResultTable::text).orElse("");
    return String.format(Locale.ROOT, "%.3f", row.value().getAsDouble()) + interval;
  }

  private static String text(Interval interval) {
    return String.format(Locale.ROOT, " [%.3f, %.3f]", interval.low(), interval.high());
  }

  private static void append(StringBuilder text, List<List<String>> lines) {
    int columns = lines.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder("  ");
      for (int i = 0; i < columns; i++) {
        row.append(line.get(i)).repeat(' ', widths[i] - line.get(i).length() + 2);
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
  }
}
