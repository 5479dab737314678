package org.polysome.prepare;

import java.util.BitSet;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.fault.UsageException;

/**
 * Compares the entries of a table's columns with values.
 *
 * @param table what the table is called, for messages
 * @param obs the table
 * @param query the query in words, for messages
 */
record ObsColumns(String table, Frame obs, String query) {

  int rows() {
    return obs.rows();
  }

  BitSet missing(String name) {
    Column column = column(name);
    return rowsWhere(row -> column.text(row).isEmpty());
  }

  BitSet compare(String name, Condition.Operator operator, Condition.Literal value) {
    return switch (column(name)) {
      case Column.Decimals d -> {
        double number = number(name, value);
        yield rowsWhere(
            row ->
                !Double.isNaN(d.values()[row]) && operator.holds(compare(d.values()[row], number)));
      }
      case Column.Integers i -> {
        double number = number(name, value);
        yield rowsWhere(
            row -> !i.missing()[row] && operator.holds(compare(i.values()[row], number)));
      }
      case Column.Booleans b -> {
        boolean truth = truth(name, operator, value);
        yield rowsWhere(
            row -> !b.missing()[row] && operator.holds(Boolean.compare(b.values()[row], truth)));
      }
      case Column.Categorical c -> text(c, name, operator, value);
      case Column.Text t -> text(t, name, operator, value);
    };
  }

  /** Equal where they are equal as numbers; the sign of zero does not matter. */
  private static int compare(double entry, double number) {
    return entry == number ? 0 : Double.compare(entry, number);
  }

  private BitSet text(
      Column column, String name, Condition.Operator operator, Condition.Literal value) {
    if (operator != Condition.Operator.EQUAL && operator != Condition.Operator.NOT_EQUAL) {
      throw fault(
          "column '%s' holds text, which has no order: use == or != instead of %s"
              .formatted(name, operator.sign()));
    }
    boolean wanted = operator == Condition.Operator.EQUAL;
    return rowsWhere(
        row -> {
          Optional<String> entry = column.text(row);
          return entry.isPresent() && entry.get().equals(value.text()) == wanted;
        });
  }

  private double number(String name, Condition.Literal value) {
    try {
      if (!value.quoted()) {
        return Double.parseDouble(value.text());
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the fault below, which says what was expected.
    }
    throw fault("column '%s' holds numbers, got '%s'".formatted(name, value.text()));
  }

  private boolean truth(String name, Condition.Operator operator, Condition.Literal value) {
    boolean known = value.text().equals("true") || value.text().equals("false");
    boolean equality =
        operator == Condition.Operator.EQUAL || operator == Condition.Operator.NOT_EQUAL;
    if (!known || !equality) {
      throw fault(
          "column '%s' holds truth values: compare it by == or != with true or false"
              .formatted(name));
    }
    return value.text().equals("true");
  }

  private Column column(String name) {
    return obs.column(name)
        .orElseThrow(
            () ->
                fault(
                    "%s has no column '%s'; there are %s"
                        .formatted(table, name, String.join(", ", obs.columns().keySet()))));
  }

  private BitSet rowsWhere(IntPredicate predicate) {
    return IntStream.range(0, rows())
        .filter(predicate)
        .collect(BitSet::new, BitSet::set, BitSet::or);
  }

  private UsageException fault(String what) {
    return new UsageException("query \"%s\": %s".formatted(query, what));
  }
}
