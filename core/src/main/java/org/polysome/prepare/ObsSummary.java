package org.polysome.prepare;

import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;

/** Counts the entries of a column of a table of cells. */
final class ObsSummary {

  static final String DECIMALS = "decimals";
  static final String INTEGERS = "whole numbers";

  private static final int EXAMPLES = 3;

  private ObsSummary() {}

  static Inspection.Obs of(String name, Column column) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    int missing = 0;
    for (int row = 0; row < column.length(); row++) {
      var text = column.text(row);
      if (text.isPresent()) {
        counts.merge(text.get(), 1, Integer::sum);
      } else {
        missing++;
      }
    }
    List<String> examples =
        switch (column) {
          case Column.Integers i -> range(numbers(i), "%.0f");
          case Column.Decimals d -> range(Arrays.stream(d.values()), "%.4g");
          default -> mostFrequent(counts);
        };
    return new Inspection.Obs(name, kind(column), counts.size(), missing, examples);
  }

  private static DoubleStream numbers(Column.Integers column) {
    return IntStream.range(0, column.length())
        .filter(row -> !column.missing()[row])
        .mapToDouble(row -> column.values()[row]);
  }

  private static List<String> range(DoubleStream numbers, String format) {
    DoubleSummaryStatistics range = numbers.filter(n -> !Double.isNaN(n)).summaryStatistics();
    return range.getCount() == 0
        ? List.of()
        : List.of(
            String.format(Locale.ROOT, format, range.getMin()),
            String.format(Locale.ROOT, format, range.getMax()));
  }

  private static List<String> mostFrequent(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(EXAMPLES)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String kind(Column column) {
    return switch (column) {
      case Column.Categorical c -> "labels";
      case Column.Text t -> "text";
      case Column.Integers i -> INTEGERS;
      case Column.Decimals d -> DECIMALS;
      case Column.Booleans b -> "truth values";
    };
  }
}
