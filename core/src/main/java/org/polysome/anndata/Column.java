package org.polysome.anndata;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One column of {@code obs} or {@code var}. Missing entries are told apart from values by the kind
 * of column.
 */
public sealed interface Column {

  /** The code of a missing entry of {@link Categorical}. */
  int MISSING = -1;

  /** Number of entries. */
  int length();

  /** The entry as text, or empty if it is missing. */
  Optional<String> text(int row);

  /** The entries at these rows, in their order. */
  Column take(int[] rows);

  private static boolean[] take(boolean[] flags, int[] rows) {
    boolean[] taken = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      taken[i] = flags[rows[i]];
    }
    return taken;
  }

  /** Labels by code, {@link #MISSING} for a missing one. */
  record Categorical(int[] codes, List<String> categories, boolean ordered) implements Column {
    /** Copies the categories. */
    public Categorical {
      categories = List.copyOf(categories);
    }

    @Override
    public int length() {
      return codes.length;
    }

    @Override
    public Categorical take(int[] rows) {
      int[] taken = Arrays.stream(rows).map(r -> codes[r]).toArray();
      return new Categorical(taken, categories, ordered);
    }

    @Override
    public Optional<String> text(int row) {
      return codes[row] == MISSING ? Optional.empty() : Optional.of(categories.get(codes[row]));
    }
  }

  /** Free text; an empty Optional is a missing entry. */
  record Text(List<Optional<String>> values) implements Column {
    /** Copies the values. */
    public Text {
      values = List.copyOf(values);
    }

    @Override
    public int length() {
      return values.size();
    }

    @Override
    public Text take(int[] rows) {
      return new Text(Arrays.stream(rows).<Optional<String>>mapToObj(values::get).toList());
    }

    @Override
    public Optional<String> text(int row) {
      return values.get(row);
    }
  }

  /** Floating-point numbers; NaN is missing. */
  record Decimals(double[] values) implements Column {
    @Override
    public int length() {
      return values.length;
    }

    @Override
    public Decimals take(int[] rows) {
      return new Decimals(Arrays.stream(rows).mapToDouble(r -> values[r]).toArray());
    }

    @Override
    public Optional<String> text(int row) {
      return Double.isNaN(values[row])
          ? Optional.empty()
          : Optional.of(Double.toString(values[row]));
    }
  }

  /** Whole numbers, with a flag for each missing one. */
  record Integers(long[] values, boolean[] missing) implements Column {
    @Override
    public int length() {
      return values.length;
    }

    @Override
    public Integers take(int[] rows) {
      return new Integers(
          Arrays.stream(rows).mapToLong(r -> values[r]).toArray(), Column.take(missing, rows));
    }

    @Override
    public Optional<String> text(int row) {
      return missing[row] ? Optional.empty() : Optional.of(Long.toString(values[row]));
    }
  }

  /** Truth values, with a flag for each missing one. */
  record Booleans(boolean[] values, boolean[] missing) implements Column {
    @Override
    public int length() {
      return values.length;
    }

    @Override
    public Booleans take(int[] rows) {
      return new Booleans(Column.take(values, rows), Column.take(missing, rows));
    }

    @Override
    public Optional<String> text(int row) {
      return missing[row] ? Optional.empty() : Optional.of(Boolean.toString(values[row]));
    }
  }
}
