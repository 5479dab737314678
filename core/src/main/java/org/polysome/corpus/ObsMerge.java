package org.polysome.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;

/**
 * The {@code obs} tables of several inputs, one below the other. A column that an input does not
 * have is missing there. Columns of one kind stay of that kind, whole numbers beside decimals
 * become decimals, and anything else becomes labels.
 */
final class ObsMerge {

  private final List<Frame> tables;
  private final int rows;

  ObsMerge(List<Frame> tables) {
    this.tables = tables;
    this.rows = tables.stream().mapToInt(Frame::rows).sum();
  }

  /** The names of all columns, in order of first appearance. */
  List<String> names() {
    Set<String> names = new LinkedHashSet<>();
    tables.forEach(table -> names.addAll(table.columns().keySet()));
    return List.copyOf(names);
  }

  /** A column over all rows. */
  Column column(String name) {
    List<Optional<Column>> parts = tables.stream().map(table -> table.column(name)).toList();
    List<Column> present = parts.stream().flatMap(Optional::stream).toList();
    if (all(present, Column.Integers.class)) {
      return integers(parts);
    }
    if (present.stream()
        .allMatch(c -> c instanceof Column.Integers || c instanceof Column.Decimals)) {
      return decimals(parts);
    }
    if (all(present, Column.Booleans.class)) {
      return booleans(parts);
    }
    return all(present, Column.Text.class) ? texts(parts) : labels(parts);
  }

  private static boolean all(List<Column> columns, Class<? extends Column> kind) {
    return columns.stream().allMatch(kind::isInstance);
  }

  private Column integers(List<Optional<Column>> parts) {
    long[] values = new long[rows];
    boolean[] missing = new boolean[rows];
    Arrays.fill(missing, true);
    each(
        parts,
        (column, from) -> {
          Column.Integers integers = (Column.Integers) column;
          System.arraycopy(integers.values(), 0, values, from, column.length());
          System.arraycopy(integers.missing(), 0, missing, from, column.length());
        });
    return new Column.Integers(values, missing);
  }

  private Column decimals(List<Optional<Column>> parts) {
    double[] values = new double[rows];
    Arrays.fill(values, Double.NaN);
    each(
        parts,
        (column, from) -> {
          switch (column) {
            case Column.Decimals d ->
                System.arraycopy(d.values(), 0, values, from, column.length());
            case Column.Integers i ->
                IntStream.range(0, column.length())
                    .filter(row -> !i.missing()[row])
                    .forEach(row -> values[from + row] = i.values()[row]);
            default -> throw new IllegalStateException("not numbers: " + name(column));
          }
        });
    return new Column.Decimals(values);
  }

  private static String name(Column column) {
    return column.getClass().getSimpleName();
  }

  private Column booleans(List<Optional<Column>> parts) {
    boolean[] values = new boolean[rows];
    boolean[] missing = new boolean[rows];
    Arrays.fill(missing, true);
    each(
        parts,
        (column, from) -> {
          Column.Booleans booleans = (Column.Booleans) column;
          System.arraycopy(booleans.values(), 0, values, from, column.length());
          System.arraycopy(booleans.missing(), 0, missing, from, column.length());
        });
    return new Column.Booleans(values, missing);
  }

  private Column texts(List<Optional<Column>> parts) {
    List<Optional<String>> values = new ArrayList<>(rows);
    for (int t = 0; t < tables.size(); t++) {
      Optional<Column> part = parts.get(t);
      IntStream.range(0, tables.get(t).rows())
          .mapToObj(row -> part.flatMap(column -> column.text(row)))
          .forEach(values::add);
    }
    return new Column.Text(values);
  }

  /** Categories keep their order, those of the first table first; order means nothing any more. */
  private Column labels(List<Optional<Column>> parts) {
    Map<String, Integer> codes = new LinkedHashMap<>();
    int[] values = new int[rows];
    Arrays.fill(values, Column.MISSING);
    each(
        parts,
        (column, from) -> {
          if (column instanceof Column.Categorical categorical) {
            categorical.categories().forEach(category -> codes.putIfAbsent(category, codes.size()));
          }
          for (int row = 0; row < column.length(); row++) {
            int at = from + row;
            column.text(row).ifPresent(text -> values[at] = code(codes, text));
          }
        });
    boolean ordered =
        tables.size() == 1
            && parts.getFirst().orElseThrow() instanceof Column.Categorical only
            && only.ordered();
    return new Column.Categorical(values, List.copyOf(codes.keySet()), ordered);
  }

  private static int code(Map<String, Integer> codes, String text) {
    Integer known = codes.putIfAbsent(text, codes.size());
    return known == null ? codes.size() - 1 : known;
  }

  private interface Part {
    void copy(Column column, int from);
  }

  private void each(List<Optional<Column>> parts, Part action) {
    int from = 0;
    for (int t = 0; t < tables.size(); t++) {
      int start = from;
      parts.get(t).ifPresent(column -> action.copy(column, start));
      from += tables.get(t).rows();
    }
  }
}
