package org.polysome.benchmarks.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.polysome.fault.DataException;

/**
 * Survivors that change nothing that a test could see, each with the reason: lines of five columns
 * with tabs between them, which are class, method, change, line of the source, and reason. A line
 * that begins with {@code #} is a comment.
 *
 * @param reasons by {@link Mutant#identity()}
 */
record Explanations(Map<String, String> reasons) {

  private static final int COLUMNS = 5;

  Explanations {
    reasons = Map.copyOf(reasons);
  }

  /**
   * Reads the file.
   *
   * @throws DataException if a line has not five columns, no reason, or stands twice
   */
  static Explanations read(Path file) throws IOException {
    Map<String, String> reasons = new LinkedHashMap<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String where = file + ", line " + number;
      String[] columns = line.split("\t", -1);
      if (columns.length != COLUMNS || columns[COLUMNS - 1].isBlank()) {
        throw new DataException(
            where + ": class, method, change, source and reason are expected, with tabs between");
      }
      String identity = line.substring(0, line.lastIndexOf('\t'));
      if (reasons.put(identity, columns[COLUMNS - 1]) != null) {
        throw new DataException(where + " stands twice");
      }
    }
    return new Explanations(reasons);
  }

  /** Whether a mutant that is not killed is one of these. */
  boolean cover(Mutant mutant) {
    return !mutant.isKilled() && reasons.containsKey(mutant.identity());
  }

  /** The lines about the classes of a report that none of its survivors is: killed, or gone. */
  List<String> outdated(List<Mutant> mutants) {
    Set<String> types = mutants.stream().map(Mutant::type).collect(Collectors.toSet());
    Set<String> alive =
        mutants.stream()
            .filter(mutant -> !mutant.isKilled())
            .map(Mutant::identity)
            .collect(Collectors.toSet());
    return reasons.keySet().stream()
        .filter(line -> types.contains(line.substring(0, line.indexOf('\t'))))
        .filter(line -> !alive.contains(line))
        .sorted()
        .toList();
  }
}
