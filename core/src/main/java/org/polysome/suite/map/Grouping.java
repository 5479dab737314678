package org.polysome.suite.map;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Column;
import org.polysome.fault.DataException;

/**
 * An {@code obs} column as groups of cells.
 *
 * @param column its name
 * @param names the groups that have cells, in the order of their names
 * @param codes the group of each cell, {@link #MISSING} where the column has no value
 */
public record Grouping(String column, List<String> names, int[] codes) {

  /** The code of a cell without a value. */
  public static final int MISSING = -1;

  /** Copies the names. */
  public Grouping {
    names = List.copyOf(names);
  }

  /**
   * Reads a column of all cells.
   *
   * @throws DataException if there is no such column, or it has no value
   */
  public static Grouping of(AnnDataFile file, String column) {
    Column values =
        file.obs()
            .column(column)
            .orElseThrow(
                () ->
                    new DataException(
                        "%s has no obs column '%s'; there %s"
                            .formatted(file.path(), column, columns(file))));
    TreeSet<String> names = new TreeSet<>();
    for (int cell = 0; cell < values.length(); cell++) {
      values.text(cell).ifPresent(names::add);
    }
    if (names.isEmpty()) {
      throw new DataException(
          "obs column '%s' of %s has no value in any cell; choose another: there %s"
              .formatted(column, file.path(), columns(file)));
    }
    return of(column, values, List.copyOf(names));
  }

  private static Grouping of(String column, Column values, List<String> names) {
    Map<String, Integer> codeOf = new HashMap<>();
    names.forEach(name -> codeOf.put(name, codeOf.size()));
    int[] codes = new int[values.length()];
    for (int cell = 0; cell < codes.length; cell++) {
      codes[cell] = values.text(cell).map(codeOf::get).orElse(MISSING);
    }
    return new Grouping(column, names, codes);
  }

  private static String columns(AnnDataFile file) {
    List<String> names = List.copyOf(file.obs().columns().keySet());
    return names.isEmpty() ? "are none" : "are: " + String.join(", ", names);
  }

  /** Number of cells in each group. */
  public int[] sizes() {
    int[] sizes = new int[names.size()];
    for (int code : codes) {
      if (code != MISSING) {
        sizes[code]++;
      }
    }
    return sizes;
  }

  /** The groups of some cells, less the groups that none of them is in. */
  public Grouping select(int[] cells) {
    int[] chosen = new int[cells.length];
    for (int i = 0; i < cells.length; i++) {
      chosen[i] = codes[cells[i]];
    }
    int[] sizes = new Grouping(column, names, chosen).sizes();
    List<String> left = new ArrayList<>();
    int[] renumbered = new int[sizes.length];
    for (int group = 0; group < sizes.length; group++) {
      renumbered[group] = sizes[group] == 0 ? MISSING : left.size();
      if (sizes[group] > 0) {
        left.add(names.get(group));
      }
    }
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = chosen[i] == MISSING ? MISSING : renumbered[chosen[i]];
    }
    return new Grouping(column, left, chosen);
  }
}
