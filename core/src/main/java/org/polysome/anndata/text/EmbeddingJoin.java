package org.polysome.anndata.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.polysome.fault.DataException;
import org.polysome.matrix.DenseMatrix;

/** Puts the rows of a table of coordinates into the order of a file's cells. */
public final class EmbeddingJoin {

  /** Of a cell that is in the table more than once. */
  private static final int TWICE = -1;

  private EmbeddingJoin() {}

  /**
   * The coordinates of some cells, found by name. A table without names, or whose names are the
   * numbers of its rows, must have as many rows as there are cells, in their order.
   *
   * @param cells the names of the cells
   * @param where the file of the table, for messages
   * @param notes receives what was decided
   * @return (cells, dimensions)
   * @throws DataException if a cell is missing or repeated in the table, or it has no names and
   *     another number of rows
   */
  public static DenseMatrix rows(
      List<String> cells, EmbeddingTable table, String where, List<String> notes) {
    if (table.cells().equals(cells)) {
      return table.points();
    }
    if (table.cells().isEmpty() || (areNumbers(table.cells()) && !areNamed(cells, table.cells()))) {
      return inOrder(cells, table, where, notes);
    }
    Set<String> wanted = new HashSet<>();
    for (String cell : cells) {
      if (!wanted.add(cell)) {
        throw new DataException(
            "%s: cannot be matched by name, since two cells of the input are named '%s'"
                .formatted(where, cell));
      }
    }
    Map<String, Integer> rowOf = rowOf(table.cells(), wanted, where);
    List<String> absent = cells.stream().filter(cell -> !rowOf.containsKey(cell)).toList();
    if (!absent.isEmpty()) {
      throw new DataException(
          "%s: has no row of %d of %d cells, such as '%s'; its first row is of '%s'"
              .formatted(
                  where, absent.size(), cells.size(), absent.getFirst(), table.cells().getFirst()));
    }
    if (table.cells().size() > cells.size()) {
      notes.add(
          "%s: %d rows are of no cell, left out"
              .formatted(where, table.cells().size() - cells.size()));
    }
    return table
        .points()
        .select(cells.stream().mapToInt(cell -> rowOf.getOrDefault(cell, TWICE)).toArray());
  }

  private static Map<String, Integer> rowOf(List<String> names, Set<String> wanted, String where) {
    Map<String, Integer> rowOf = HashMap.newHashMap(names.size());
    for (int row = 0; row < names.size(); row++) {
      Integer earlier = rowOf.put(names.get(row), row);
      if (earlier != null && wanted.contains(names.get(row))) {
        throw new DataException(
            "%s: rows %d and %d are both of cell '%s'"
                .formatted(where, earlier + 1, row + 1, names.get(row)));
      }
    }
    return rowOf;
  }

  /** Whether names are 0, 1, 2, ... or 1, 2, 3, ..., as tables without names are written. */
  private static boolean areNumbers(List<String> names) {
    return IntStream.range(0, 2)
        .anyMatch(
            first ->
                IntStream.range(0, names.size())
                    .allMatch(row -> names.get(row).equals(Integer.toString(row + first))));
  }

  private static boolean areNamed(List<String> cells, List<String> names) {
    Set<String> known = new HashSet<>(names);
    return cells.stream().anyMatch(known::contains);
  }

  private static DenseMatrix inOrder(
      List<String> cells, EmbeddingTable table, String where, List<String> notes) {
    if (table.points().rows() != cells.size()) {
      throw new DataException(
          "%s: has %d rows without names of cells, and there are %d cells; name the cells in the first column"
              .formatted(where, table.points().rows(), cells.size()));
    }
    notes.add(
        "%s: has no names of cells; its %d rows are taken for the cells in their order"
            .formatted(where, cells.size()));
    return table.points();
  }
}
