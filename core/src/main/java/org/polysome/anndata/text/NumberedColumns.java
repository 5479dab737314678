package org.polysome.anndata.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Columns that are the axes of one space, such as {@code PC1} to {@code PC20} or {@code UMAP_1}.
 */
final class NumberedColumns {

  private static final Pattern NUMBERED = Pattern.compile("(.*?\\D)(\\d{1,5})");
  private static final Pattern SEPARATORS = Pattern.compile("[_.\\- ]+$");

  private NumberedColumns() {}

  /**
   * The places of the columns of each space, by what stands before their numbers: at least two,
   * numbered from 0 or 1 without a gap, in their order.
   */
  static SequencedMap<String, List<Integer>> of(List<String> columns) {
    Map<String, List<Integer>> runs = new LinkedHashMap<>();
    Map<String, Integer> firsts = new LinkedHashMap<>();
    for (int place = 0; place < columns.size(); place++) {
      Matcher matcher = NUMBERED.matcher(columns.get(place));
      if (matcher.matches()) {
        int number = Integer.parseInt(matcher.group(2));
        String name = SEPARATORS.matcher(matcher.group(1)).replaceFirst("");
        int first = firsts.computeIfAbsent(name, key -> number);
        List<Integer> run = runs.computeIfAbsent(name, key -> new ArrayList<>());
        if (number == first + run.size()) {
          run.add(place);
        } else {
          firsts.put(name, Integer.MAX_VALUE);
        }
      }
    }
    SequencedMap<String, List<Integer>> spaces = new LinkedHashMap<>();
    runs.forEach(
        (name, places) -> {
          if (!name.isEmpty() && places.size() > 1 && firsts.getOrDefault(name, 2) <= 1) {
            spaces.put(name, List.copyOf(places));
          }
        });
    return spaces;
  }
}
