package org.polysome.anndata.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.polysome.fault.DataException;

/**
 * The header of a table whose first column names the rows.
 *
 * @param indexName the name of the first column, empty in the style of R, whose header has one
 *     field fewer than the rows
 * @param columns the names of the other columns
 * @param width number of fields of every row
 */
record Header(String indexName, List<String> columns, int width) {

  /** Reads the header and moves on to the first row. */
  static Header read(DelimitedReader reader, Path path) {
    if (!reader.next()) {
      throw new DataException(path + ": is empty; expected a header and rows");
    }
    List<String> names = new ArrayList<>();
    for (int f = 0; f < reader.fields(); f++) {
      names.add(reader.text(f));
    }
    if (!reader.next()) {
      throw new DataException(path + ": has a header but no rows");
    }
    int width = reader.fields();
    if (width == names.size() + 1) {
      return new Header("", List.copyOf(names), width);
    }
    if (width != names.size()) {
      throw new DataException(
          path
              + ": the header has "
              + names.size()
              + " fields, but the first row "
              + width
              + "; expected as many, or one fewer in the header (as R writes it)");
    }
    return new Header(names.getFirst(), List.copyOf(names.subList(1, names.size())), width);
  }

  /** Refuses a row of another width. */
  void check(DelimitedReader reader, Path path) {
    if (reader.fields() != width) {
      throw new DataException(
          path
              + ": line "
              + reader.line()
              + " has "
              + reader.fields()
              + " fields where "
              + width
              + " are expected");
    }
  }
}
