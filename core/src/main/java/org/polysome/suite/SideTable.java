package org.polysome.suite;

import java.util.List;
import java.util.stream.Stream;

/**
 * A table that a suite writes beside its results, as CSV.
 *
 * @param file its name in the folder of results
 * @param head the names of the columns
 * @param lines the fields of each line, as many as there are columns
 */
public record SideTable(String file, List<String> head, List<List<String>> lines) {

  /** Copies the lists, and checks that every line has all fields. */
  public SideTable {
    head = List.copyOf(head);
    lines = List.copyOf(lines);
    for (List<String> line : lines) {
      if (line.size() != head.size()) {
        throw new IllegalArgumentException(file + ": columns " + head + ", line " + line);
      }
    }
  }

  /** With the lines of another below. */
  SideTable plus(SideTable other) {
    return new SideTable(file, head, Stream.concat(lines.stream(), other.lines.stream()).toList());
  }
}
