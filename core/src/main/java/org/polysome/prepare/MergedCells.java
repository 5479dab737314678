package org.polysome.prepare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of the cells of several sources, one below the other. A name that several sources have
 * is prefixed by the source in each; names that differ stay.
 *
 * @param names the names in order
 * @param prefixed how many names were prefixed
 * @param example one of them, as it now is; empty if there are none
 */
record MergedCells(List<String> names, int prefixed, String example) {

  static MergedCells of(List<List<String>> cells, List<String> sources) {
    Map<String, Integer> sourcesWith = new HashMap<>();
    for (List<String> names : cells) {
      new HashSet<>(names).forEach(name -> sourcesWith.merge(name, 1, Integer::sum));
    }
    List<String> merged = new ArrayList<>();
    int prefixed = 0;
    String example = "";
    for (int s = 0; s < cells.size(); s++) {
      for (String name : cells.get(s)) {
        boolean shared = sourcesWith.getOrDefault(name, 0) > 1;
        String unique = shared ? sources.get(s) + ":" + name : name;
        merged.add(unique);
        prefixed += shared ? 1 : 0;
        example = shared && example.isEmpty() ? unique : example;
      }
    }
    return new MergedCells(merged, prefixed, example);
  }

  /** Number of cells whose name another cell of the same source has. */
  int repeated() {
    Set<String> different = new HashSet<>(names);
    return names.size() - different.size();
  }
}
