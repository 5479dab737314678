package org.polysome.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.config.Assignment;
import org.polysome.config.Node;
import org.polysome.config.Node.Listing;
import org.polysome.config.Node.Mapping;
import org.polysome.config.Node.Scalar;
import org.polysome.fault.UsageException;

/**
 * The grid of an experiment: each axis has choices, each choice sets keys, and every combination is
 * one run. In YAML:
 *
 * <pre>
 * sweep:
 *   model.layers: [3, 6]                      # one key, its values
 *   values:                                   # a name, and what each choice sets
 *     - {name: hard, set: {model.value-encoder: hard-bins}}
 *     - {name: soft, set: {model.value-encoder: soft-bins}}
 * </pre>
 *
 * @param axes the choices of each axis, the slowest axis first
 */
record Sweep(List<List<Choice>> axes) {

  private static final String NAME = "name";
  private static final String SET = "set";

  /**
   * One position on an axis.
   *
   * @param name part of the name of its runs
   * @param set the values of keys
   */
  record Choice(String name, List<Assignment> set) {}

  /** Copies the axes. */
  Sweep {
    axes = axes.stream().map(List::copyOf).toList();
  }

  /**
   * Reads the value of {@code sweep}.
   *
   * @throws UsageException if it is not a group of lists
   */
  static Sweep read(Node node) {
    if (!(node instanceof Mapping mapping) || mapping.entries().isEmpty()) {
      throw fault(node, "sweep", "a group of lists, such as {model.layers: [3, 6]}");
    }
    List<List<Choice>> axes = new ArrayList<>();
    for (Map.Entry<String, Node> axis : mapping.entries().entrySet()) {
      if (!(axis.getValue() instanceof Listing list) || list.items().isEmpty()) {
        throw fault(axis.getValue(), "sweep." + axis.getKey(), "a list of choices");
      }
      axes.add(list.items().stream().map(item -> choice(axis.getKey(), item)).toList());
    }
    return new Sweep(axes);
  }

  /** Every combination by the name of its run, the last axis moving fastest. */
  Map<String, List<Assignment>> combinations() {
    Map<String, List<Assignment>> all = new LinkedHashMap<>();
    all.put("", List.of());
    for (List<Choice> axis : axes) {
      Map<String, List<Assignment>> longer = new LinkedHashMap<>();
      all.forEach((name, set) -> axis.forEach(choice -> add(longer, name, set, choice)));
      all = longer;
    }
    return all;
  }

  private static void add(
      Map<String, List<Assignment>> all, String name, List<Assignment> set, Choice choice) {
    List<Assignment> both = new ArrayList<>(set);
    both.addAll(choice.set());
    String longer = name.isEmpty() ? choice.name() : name + "_" + choice.name();
    if (all.put(longer, both) != null) {
      throw new UsageException(
          "sweep: two combinations are both called %s; name their choices: {name: ..., set: {...}}"
              .formatted(longer));
    }
  }

  private static Choice choice(String axis, Node item) {
    if (item instanceof Mapping mapping && mapping.entries().get(SET) instanceof Mapping set) {
      if (!(mapping.entries().get(NAME) instanceof Scalar name)) {
        throw fault(item, "sweep." + axis, "a name beside set");
      }
      List<Assignment> assignments =
          set.entries().entrySet().stream()
              .map(entry -> assignment(entry.getKey(), entry.getValue()))
              .toList();
      return new Choice(safe(name.text()), assignments);
    }
    String key = axis.substring(axis.lastIndexOf('.') + 1);
    String value =
        shown(item)
            .orElseThrow(() -> fault(item, "sweep." + axis, "{name: ..., set: {key: value}}"));
    return new Choice(safe(key + "-" + value), List.of(assignment(axis, item)));
  }

  private static Optional<String> shown(Node item) {
    return switch (item) {
      case Scalar scalar -> Optional.of(scalar.text());
      case Mapping mapping when mapping.entries().get("type") instanceof Scalar type ->
          Optional.of(type.text());
      default -> Optional.empty();
    };
  }

  private static Assignment assignment(String key, Node value) {
    return new Assignment(List.of(key.split("\\.", -1)), value);
  }

  /** A name that can be a folder anywhere. */
  private static String safe(String name) {
    return name.replaceAll("[^A-Za-z0-9.+-]+", "-");
  }

  private static UsageException fault(Node node, String key, String expected) {
    return new UsageException(
        "%s: %s: expected %s, got %s".formatted(node.mark(), key, expected, node.shown()));
  }
}
