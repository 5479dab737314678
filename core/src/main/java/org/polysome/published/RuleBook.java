package org.polysome.published;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.polysome.fault.DataException;
import org.polysome.published.TensorRule.Direction;

/**
 * The table of a published layout: which of its tensors is which of ours. Names that are missing
 * are collected and said together.
 */
final class RuleBook {

  private static final int SHOWN = 6;

  private final String source;
  private final Map<String, Part> parts;
  private final List<TensorRule> rules = new ArrayList<>();
  private final List<String> fresh = new ArrayList<>();
  private final Set<String> missing = new LinkedHashSet<>();
  private final Set<String> leftOut = new TreeSet<>();

  /**
   * An empty table.
   *
   * @param source of the tensors, for messages
   */
  RuleBook(String source, List<Part> parts) {
    this.source = source;
    this.parts = new LinkedHashMap<>();
    parts.forEach(part -> this.parts.put(part.name(), part));
  }

  boolean has(String name) {
    return parts.containsKey(name);
  }

  /** A size of a tensor that must be there. */
  int size(String name, int dimension) {
    Part part = parts.get(name);
    if (part == null || part.shape().size() <= dimension) {
      throw new DataException(
          "%s: no tensor '%s' of %d or more dimensions; there are %s"
              .formatted(source, name, dimension + 1, shown(parts.keySet())));
    }
    return Math.toIntExact(part.shape().get(dimension));
  }

  /** How many numbers n there are, from 0 on, with a tensor {@code before + n + after}. */
  int count(String before, String after) {
    int count = 0;
    while (has(before + count + after)) {
      count++;
    }
    return count;
  }

  /** A tensor, or several one after the other. */
  RuleBook same(String ours, String... theirs) {
    return add(new TensorRule(ours, List.of(theirs), false, List.of(), Direction.BOTH));
  }

  /** A matrix that they store the other way round. */
  RuleBook transposed(String ours, String theirs) {
    return add(new TensorRule(ours, List.of(theirs), true, List.of(), Direction.BOTH));
  }

  /** Weight and, where there is one, bias of a layer or several. */
  RuleBook layer(String ours, String... theirs) {
    same(ours + ".weight", ending(theirs, ".weight"));
    return has(theirs[0] + ".bias") ? same(ours + ".bias", ending(theirs, ".bias")) : this;
  }

  private static String[] ending(String[] names, String end) {
    return Arrays.stream(names).map(name -> name + end).toArray(String[]::new);
  }

  /** Some rows of a table. */
  RuleBook rows(String ours, String theirs, List<RowRun> rows) {
    return add(new TensorRule(ours, List.of(theirs), false, rows, Direction.BOTH));
  }

  /** Rows of a table that are rows of another of ours as well. */
  RuleBook copied(String ours, String theirs, List<RowRun> rows) {
    return add(new TensorRule(ours, List.of(theirs), false, rows, Direction.IMPORT));
  }

  /** A second name of what is there under another one, if there is one. */
  RuleBook tied(String ours, String theirs, List<RowRun> rows) {
    return has(theirs)
        ? add(new TensorRule(ours, List.of(theirs), false, rows, Direction.TIED))
        : this;
  }

  private RuleBook add(TensorRule rule) {
    rule.theirs().stream().filter(name -> !has(name)).forEach(missing::add);
    rules.add(rule);
    return this;
  }

  /** Parameters of ours that start anew, by the beginning of their names. */
  RuleBook fresh(String beginning) {
    fresh.add(beginning);
    return this;
  }

  /** Tensors that ours has no use for; they are kept, and written back. */
  RuleBook leaveOut(String names) {
    Pattern pattern = Pattern.compile(names);
    parts.keySet().stream().filter(pattern.asMatchPredicate()).forEach(leftOut::add);
    return this;
  }

  /**
   * The rules.
   *
   * @throws DataException if a tensor is missing, or one is neither mapped nor left out
   */
  List<TensorRule> rules() {
    if (!missing.isEmpty()) {
      throw new DataException(
          "%s lacks %d tensors of this layout: %s"
              .formatted(source, missing.size(), shown(missing)));
    }
    Set<String> unknown = new TreeSet<>(unmapped());
    unknown.removeAll(leftOut);
    if (!unknown.isEmpty()) {
      throw new DataException(
          "%s has %d tensors that this layout does not know: %s"
              .formatted(source, unknown.size(), shown(unknown)));
    }
    return List.copyOf(rules);
  }

  /** Names of theirs that no rule reads. */
  Set<String> unmapped() {
    Set<String> names = new LinkedHashSet<>(parts.keySet());
    rules.forEach(rule -> rule.theirs().forEach(names::remove));
    return names;
  }

  /** Beginnings of names of ours that start anew. */
  List<String> fresh() {
    return List.copyOf(fresh);
  }

  List<Part> parts() {
    return List.copyOf(parts.values());
  }

  private static String shown(Set<String> names) {
    List<String> first = names.stream().limit(SHOWN).toList();
    String rest = names.size() > SHOWN ? ", ... (" + names.size() + ")" : "";
    return String.join(", ", first) + rest;
  }
}
