package org.polysome.anndata;

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
    public Optional<String> text(int row) {
      return missing[row] ? Optional.empty() : Optional.of(Boolean.toString(values[row]));
    }
  }
}
