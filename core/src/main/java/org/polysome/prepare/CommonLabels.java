package org.polysome.prepare;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.polysome.anndata.Column;

/**
 * In how many cells each label of a column of {@code obs} occurs, over one or several tables, and
 * which cells have one that is common enough. Cells without a value are counted together, as if
 * they had a label of their own. (BMFM-RNA, section 2.2.2, leaves out rare cell types.)
 */
public final class CommonLabels {

  private static final String MISSING = "(missing)";

  private final String name;
  private final int least;
  private final Map<Optional<String>, Integer> cells = new HashMap<>();

  /**
   * Counts nothing yet.
   *
   * @param name of the column
   * @param least in how many cells a label must be
   */
  public CommonLabels(String name, int least) {
    this.name = name;
    this.least = least;
  }

  /** Counts the labels of some rows of a table. */
  public void count(Column column, BitSet rows) {
    rows.stream().forEach(row -> cells.merge(column.text(row), 1, Integer::sum));
  }

  /** The rows among those counted of a table whose label is common enough over all tables. */
  public BitSet common(Column column, BitSet rows) {
    return rows.stream()
        .filter(row -> cells.getOrDefault(column.text(row), 0) >= least)
        .collect(BitSet::new, BitSet::set, BitSet::or);
  }

  /** In how many cells labels must be, in words, one per column. */
  public static List<String> limits(Map<String, Integer> leastByColumn) {
    return leastByColumn.entrySet().stream()
        .map(entry -> "cells per %s >= %d".formatted(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** How many labels are too rare, in how many cells, and which, the rarest first, in words. */
  public String words() {
    List<Map.Entry<Optional<String>, Integer>> rare =
        cells.entrySet().stream()
            .filter(entry -> entry.getValue() < least)
            .sorted(
                Map.Entry.<Optional<String>, Integer>comparingByValue()
                    .thenComparing(entry -> label(entry.getKey()), Comparator.naturalOrder()))
            .toList();
    if (rare.isEmpty()) {
      return "%s: each of the %d labels is in at least %d cells"
          .formatted(name, cells.size(), least);
    }
    return "%s: %d of %d labels are in fewer than %d cells; their %d cells are left out: %s"
        .formatted(
            name,
            rare.size(),
            cells.size(),
            least,
            rare.stream().mapToInt(Map.Entry::getValue).sum(),
            rare.stream()
                .map(entry -> "%s (%d)".formatted(label(entry.getKey()), entry.getValue()))
                .collect(Collectors.joining(", ")));
  }

  private static String label(Optional<String> label) {
    return label.orElse(MISSING);
  }
}
