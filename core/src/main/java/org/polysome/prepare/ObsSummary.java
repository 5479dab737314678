package org.polysome.prepare;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polysome.anndata.Column;

/** Counts the entries of a column of a table of cells. */
final class ObsSummary {

  static final String DECIMALS = "decimals";

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
        counts.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(EXAMPLES)
            .map(Map.Entry::getKey)
            .toList();
    return new Inspection.Obs(name, kind(column), counts.size(), missing, examples);
  }

  private static String kind(Column column) {
    return switch (column) {
      case Column.Categorical c -> "labels";
      case Column.Text t -> "text";
      case Column.Integers i -> "whole numbers";
      case Column.Decimals d -> DECIMALS;
      case Column.Booleans b -> "truth values";
    };
  }
}
