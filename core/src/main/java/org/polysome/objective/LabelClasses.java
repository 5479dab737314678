package org.polysome.objective;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.IoFaults;

/** Works out the classes that labels stand for. */
final class LabelClasses {

  private LabelClasses() {}

  /** The parts of each label's text. */
  static LabelDictionary split(List<String> categories, List<String> missing, String separator) {
    Pattern parts = Pattern.compile(Pattern.quote(separator));
    return dictionary(
        categories,
        missing,
        label ->
            parts
                .splitAsStream(label)
                .map(String::strip)
                .filter(part -> !part.isEmpty() && !missing.contains(part))
                .toList());
  }

  /** The leaves of a hierarchy at or below each label. */
  static LabelDictionary leaves(List<String> categories, List<String> missing, Path parents) {
    Map<String, List<String>> children = children(parents);
    return dictionary(categories, missing, label -> leavesBelow(label, children));
  }

  /** Labels that are numbers have the one class, others none. */
  static LabelDictionary numbers(List<String> categories, List<String> missing) {
    List<List<Integer>> members =
        categories.stream()
            .map(
                label ->
                    isNumber(label) && !missing.contains(label) ? List.of(0) : List.<Integer>of())
            .toList();
    if (members.stream().allMatch(List::isEmpty)) {
      throw new UsageException("a column for regression holds no number");
    }
    return new LabelDictionary(categories, List.of("value"), members);
  }

  private static boolean isNumber(String text) {
    try {
      return Double.isFinite(Double.parseDouble(text.strip()));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static LabelDictionary dictionary(
      List<String> categories, List<String> missing, Function<String, Collection<String>> classes) {
    List<Collection<String>> named =
        categories.stream()
            .map(label -> missing.contains(label) ? List.<String>of() : classes.apply(label))
            .toList();
    TreeSet<String> all = new TreeSet<>();
    named.forEach(all::addAll);
    if (all.isEmpty()) {
      throw new UsageException("there is no label to learn in a column that an objective reads");
    }
    List<String> sorted = List.copyOf(all);
    Map<String, Integer> index = LabelDictionary.index(sorted);
    return new LabelDictionary(
        categories,
        sorted,
        named.stream()
            .map(names -> names.stream().map(index::get).distinct().sorted().toList())
            .toList());
  }

  private static Collection<String> leavesBelow(String label, Map<String, List<String>> children) {
    SequencedSet<String> seen = new LinkedHashSet<>(List.of(label));
    TreeSet<String> leaves = new TreeSet<>();
    LinkedHashSet<String> open = new LinkedHashSet<>(seen);
    while (!open.isEmpty()) {
      String term = open.removeFirst();
      List<String> below = children.getOrDefault(term, List.of());
      if (below.isEmpty()) {
        leaves.add(term);
      }
      below.stream().filter(seen::add).forEach(open::add);
    }
    return leaves;
  }

  private static Map<String, List<String>> children(Path parents) {
    Map<String, List<String>> children = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(parents)) {
        String[] cells = line.split("\t", -1);
        if (line.isBlank()) {
          continue;
        }
        if (cells.length != 2) {
          throw new DataException(
              parents + ": '" + line + "' is not a term and its parent with a tab between them");
        }
        children
            .computeIfAbsent(cells[1].strip(), parent -> new java.util.ArrayList<>())
            .add(cells[0].strip());
      }
    } catch (IOException e) {
      throw IoFaults.reading(parents, e);
    }
    return children;
  }
}
