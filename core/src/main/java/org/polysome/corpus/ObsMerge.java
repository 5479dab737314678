package org.polysome.corpus;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;

/** The {@code obs} tables of several inputs, one below the other ({@link ColumnMerge}). */
final class ObsMerge {

  private final List<Frame> tables;

  ObsMerge(List<Frame> tables) {
    this.tables = tables;
  }

  /** The names of all columns, in order of first appearance. */
  List<String> names() {
    Set<String> names = new LinkedHashSet<>();
    tables.forEach(table -> names.addAll(table.columns().keySet()));
    return List.copyOf(names);
  }

  /** A column over all rows. */
  Column column(String name) {
    return new ColumnMerge(
            tables.stream().map(table -> table.column(name)).toList(),
            tables.stream().mapToInt(Frame::rows).toArray())
        .merged();
  }
}
