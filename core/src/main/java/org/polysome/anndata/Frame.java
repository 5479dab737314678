package org.polysome.anndata;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * {@code obs} or {@code var}: an index of names and named columns in order.
 *
 * @param indexName name of the index column, {@code _index} where the file gives none
 * @param index the names of cells or genes; not necessarily unique
 * @param columns columns by name, in file order
 */
public record Frame(String indexName, List<String> index, Map<String, Column> columns) {

  /** Copies, keeping the order, and checks that all columns are as long as the index. */
  public Frame {
    index = List.copyOf(index);
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    int rows = index.size();
    columns.forEach(
        (name, column) -> {
          if (column.length() != rows) {
            throw new IllegalArgumentException(
                "column '" + name + "' has " + column.length() + " entries for " + rows + " rows");
          }
        });
  }

  /** Number of rows. */
  public int rows() {
    return index.size();
  }

  /** The column of that name, if there is one. */
  public Optional<Column> column(String name) {
    return Optional.ofNullable(columns.get(name));
  }

  /** The rows with these numbers, in their order. */
  public Frame take(int[] rows) {
    Map<String, Column> taken = new LinkedHashMap<>();
    columns.forEach((name, column) -> taken.put(name, column.take(rows)));
    return new Frame(indexName, Arrays.stream(rows).mapToObj(index::get).toList(), taken);
  }

  /**
   * The index and then every column of names or labels as lists of text, a missing entry as the
   * empty text: what may name genes or cells.
   */
  public SequencedMap<String, List<String>> texts() {
    SequencedMap<String, List<String>> texts = new LinkedHashMap<>();
    texts.put(indexName, index);
    columns.forEach(
        (name, column) -> {
          if (column instanceof Column.Text || column instanceof Column.Categorical) {
            texts.putIfAbsent(
                name, IntStream.range(0, rows()).mapToObj(r -> column.text(r).orElse("")).toList());
          }
        });
    return texts;
  }
}
