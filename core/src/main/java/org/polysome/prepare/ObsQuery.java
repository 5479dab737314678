package org.polysome.prepare;

import java.util.BitSet;
import org.polysome.anndata.Frame;

/**
 * A query over {@code obs}, such as {@code tissue == 'lung' and n_genes >= 200 and donor not in
 * ('D1', 'D2')}.
 *
 * <p>Comparisons are {@code == != < <= > >=}, {@code in (...)} and {@code not in (...)} of a column
 * with text in quotes, numbers, {@code true} or {@code false}; they combine by {@code and}, {@code
 * or}, {@code not} and parentheses. A column whose name is more than letters, digits, underscores
 * and dots stands in backticks. {@code column is missing} and {@code is not missing} ask for
 * missing entries, which satisfy no comparison.
 */
public final class ObsQuery {

  private final String text;
  private final Condition condition;

  private ObsQuery(String text, Condition condition) {
    this.text = text;
    this.condition = condition;
  }

  /**
   * Reads a query.
   *
   * @throws org.polysome.fault.UsageException if it is not one, pointing to the place
   */
  public static ObsQuery parse(String text) {
    return new ObsQuery(text, new ObsQueryParser(text).parse());
  }

  /**
   * The rows of a table that satisfy the query.
   *
   * @throws org.polysome.fault.UsageException if it names a column that is not there, or compares
   *     text with a number
   */
  public BitSet matches(Frame obs) {
    return matches("obs", obs);
  }

  /**
   * The rows of another table that satisfy the query.
   *
   * @param name what the table is called, for messages
   * @throws org.polysome.fault.UsageException as {@link #matches(Frame)}
   */
  public BitSet matches(String name, Frame table) {
    return condition.matches(new ObsColumns(name, table, text));
  }

  @Override
  public String toString() {
    return text;
  }
}
