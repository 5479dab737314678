package org.polysome.anndata.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.fault.DataException;

/** Attaches the rows of a table of cells to the cells of a matrix by name. */
public final class ObsJoin {

  /** The row of a cell that is named more than once. */
  private static final int TWICE = -1;

  private ObsJoin() {}

  /**
   * The cells with what they had, then the columns of the table. A column that both have is the
   * table's.
   *
   * @param cells the cells of the matrix
   * @param table a table whose first column, or else any other column, names them
   * @param where the file of the table, for messages
   * @param notes receives what was decided: rows left over, columns replaced
   * @throws DataException if a cell is not in the table, or is in it twice
   */
  public static Frame attach(Frame cells, Frame table, String where, List<String> notes) {
    if (table.index().equals(cells.index())) {
      // the same names in the same order: no need for them to be unique
      return joined(cells, table, IntStream.range(0, cells.rows()).toArray(), notes);
    }
    refuseRepeated(cells.index(), where);
    List<String> key = bestKey(cells.index(), table);
    Map<String, Integer> rowOf = new HashMap<>();
    for (int r = 0; r < key.size(); r++) {
      rowOf.merge(key.get(r), r, (one, other) -> TWICE);
    }
    int[] rows = new int[cells.rows()];
    List<String> absent = new ArrayList<>();
    for (int c = 0; c < rows.length; c++) {
      String cell = cells.index().get(c);
      Integer row = rowOf.get(cell);
      if (row == null) {
        absent.add(cell);
      } else if (row == TWICE) {
        throw new DataException(where + ": names the cell '" + cell + "' more than once");
      } else {
        rows[c] = row;
      }
    }
    if (!absent.isEmpty()) {
      throw new DataException(
          where
              + ": does not name "
              + absent.size()
              + " of the "
              + rows.length
              + " cells, such as '"
              + absent.getFirst()
              + "'; its first column must hold the cell names (it begins with '"
              + (key.isEmpty() ? "" : key.getFirst())
              + "')");
    }
    if (table.rows() > rows.length) {
      notes.add(where + ": " + (table.rows() - rows.length) + " rows are of no cell, left out");
    }
    return joined(cells, table, rows, notes);
  }

  private static Frame joined(Frame cells, Frame table, int[] rows, List<String> notes) {
    Map<String, Column> columns = new LinkedHashMap<>(cells.columns());
    table
        .columns()
        .forEach(
            (name, column) -> {
              if (columns.put(name, column.take(rows)) != null) {
                notes.add("obs column '" + name + "' is replaced by that of the table");
              }
            });
    return new Frame(cells.indexName(), cells.index(), columns);
  }

  private static void refuseRepeated(List<String> cells, String where) {
    Set<String> seen = new HashSet<>();
    for (String cell : cells) {
      if (!seen.add(cell)) {
        throw new DataException(
            where
                + ": cannot be attached by name, since two cells are named '"
                + cell
                + "'; cell names must differ, or the table must list them in the same order");
      }
    }
  }

  private static List<String> bestKey(List<String> cells, Frame table) {
    Map<String, Boolean> wanted = new HashMap<>();
    cells.forEach(cell -> wanted.put(cell, true));
    List<String> best = table.index();
    long most = best.stream().filter(wanted::containsKey).count();
    for (List<String> candidate : table.texts().values()) {
      long matches = candidate.stream().filter(wanted::containsKey).count();
      if (matches > most) {
        best = candidate;
        most = matches;
      }
    }
    return best;
  }
}
