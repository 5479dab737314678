package org.polysome.suite;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * A column of a table of results: a metric by one definition.
 *
 * @param metric its name in results
 * @param flavor by whose definition, empty where the table has one only
 */
public record MetricColumn(String metric, String flavor) {

  /** The columns of some rows, in the order they come. */
  public static List<MetricColumn> of(List<ResultRow> rows) {
    var columns = new LinkedHashSet<MetricColumn>();
    for (ResultRow row : rows) {
      boolean several =
          rows.stream()
              .anyMatch(
                  other ->
                      other.metric().equals(row.metric())
                          && other.embedding().equals(row.embedding())
                          && !other.flavor().equals(row.flavor()));
      columns.add(new MetricColumn(row.metric(), several ? row.flavor() : ""));
    }
    return List.copyOf(columns);
  }

  /** Whether a row belongs into it. */
  public boolean holds(ResultRow row) {
    return row.metric().equals(metric) && (flavor.isEmpty() || row.flavor().equals(flavor));
  }

  /** What a program calls it. */
  public String name() {
    return flavor.isEmpty() ? metric : metric + " (" + flavor + ")";
  }

  /** What a reader calls it. */
  public String title() {
    return Suites.metric(metric).title() + (flavor.isEmpty() ? "" : ", " + flavor);
  }
}
