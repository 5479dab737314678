package org.polysome.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;

/**
 * Columns of one name of several tables, one below the other. A column that a table does not have
 * is missing there. Columns of one kind stay of that kind, whole numbers beside decimals become
 * decimals, and anything else becomes labels.
 */
final class ColumnMerge {

  private final List<Optional<Column>> parts;
  private final int[] rowsOf;
  private final int rows;

  /**
   * A merge.
   *
   * @param parts the column of each table; at least one table has it
   * @param rowsOf the number of rows of each table
   */
  ColumnMerge(List<Optional<Column>> parts, int[] rowsOf) {
    this.parts = parts;
    this.rowsOf = rowsOf;
    this.rows = IntStream.of(rowsOf).sum();
  }

  /** The column over all rows. */
  Column merged() {
    List<Column> present = parts.stream().flatMap(Optional::stream).toList();
    if (all(present, Column.Integers.class)) {
      return integers();
    }
    if (present.stream()
        .allMatch(c -> c instanceof Column.Integers || c instanceof Column.Decimals)) {
      return decimals();
    }
    if (all(present, Column.Booleans.class)) {
      return booleans();
    }
    return all(present, Column.Text.class) ? texts() : labels();
  }

  private static boolean all(List<Column> columns, Class<? extends Column> kind) {
    return columns.stream().allMatch(kind::isInstance);
  }

  private Column integers() {
    long[] values = new long[rows];
    boolean[] missing = new boolean[rows];
    Arrays.fill(missing, true);
    each(
        (column, from) -> {
          Column.Integers integers = (Column.Integers) column;
          System.arraycopy(integers.values(), 0, values, from, column.length());
          System.arraycopy(integers.missing(), 0, missing, from, column.length());
        });
    return new Column.Integers(values, missing);
  }

  private Column decimals() {
    double[] values = new double[rows];
    Arrays.fill(values, Double.NaN);
    each(
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

  private Column booleans() {
    boolean[] values = new boolean[rows];
    boolean[] missing = new boolean[rows];
    Arrays.fill(missing, true);
    each(
        (column, from) -> {
          Column.Booleans booleans = (Column.Booleans) column;
          System.arraycopy(booleans.values(), 0, values, from, column.length());
          System.arraycopy(booleans.missing(), 0, missing, from, column.length());
        });
    return new Column.Booleans(values, missing);
  }

  private Column texts() {
    List<Optional<String>> values = new ArrayList<>(rows);
    for (int t = 0; t < rowsOf.length; t++) {
      Optional<Column> part = parts.get(t);
      IntStream.range(0, rowsOf[t])
          .mapToObj(row -> part.flatMap(column -> column.text(row)))
          .forEach(values::add);
    }
    return new Column.Text(values);
  }

  /** Categories keep their order, those of the first table first; order means nothing any more. */
  private Column labels() {
    Map<String, Integer> codes = new LinkedHashMap<>();
    int[] values = new int[rows];
    Arrays.fill(values, Column.MISSING);
    each(
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
        rowsOf.length == 1
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

  private void each(Part action) {
    int from = 0;
    for (int t = 0; t < rowsOf.length; t++) {
      int start = from;
      parts.get(t).ifPresent(column -> action.copy(column, start));
      from += rowsOf[t];
    }
  }
}
