package org.polysome.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.polysome.config.Assignment;
import org.polysome.config.Node;
import org.polysome.config.Node.Listing;
import org.polysome.config.Node.Mapping;
import org.polysome.config.Node.Scalar;
import org.polysome.fault.UsageException;
import org.polysome.page.Marker;
import org.polysome.suite.grid.GridCell;

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

  private static final String SEED = "seed";
  private static final String NAME = "name";
  private static final String SET = "set";

  /**
   * One position on an axis.
   *
   * @param name part of the name of its runs
   * @param set the values of keys
   */
  record Choice(String name, List<Assignment> set) {
    /** Whether it only repeats a run with other random choices. */
    boolean isRepeat() {
      return set.size() == 1 && set.getFirst().path().equals(List.of(SEED));
    }
  }

  /**
   * One choice of every axis: one run.
   *
   * @param name of the run, empty where there is no axis
   * @param cell of the grid, which runs that differ in their seed share
   * @param set the values of keys
   */
  record Combination(String name, GridCell cell, List<Assignment> set) {

    /** Of a file without a grid. */
    static final Combination ONLY = new Combination("", new GridCell("", 0), List.of());
  }

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

  /** Every combination, the last axis moving fastest. */
  List<Combination> combinations() {
    List<List<Choice>> picked = List.of(List.of());
    for (List<Choice> axis : axes) {
      picked =
          picked.stream()
              .flatMap(
                  before ->
                      axis.stream()
                          .map(
                              choice -> Stream.concat(before.stream(), Stream.of(choice)).toList()))
              .toList();
    }
    List<Combination> all = picked.stream().map(this::combination).toList();
    Set<String> names = new HashSet<>();
    for (Combination one : all) {
      if (!names.add(one.name)) {
        throw new UsageException(
            "sweep: two combinations are both called %s; name their choices: {name: ..., set: {...}}"
                .formatted(one.name));
      }
    }
    return all;
  }

  private Combination combination(List<Choice> picked) {
    List<Choice> kept = cellAxes().stream().map(picked::get).toList();
    return new Combination(
        name(picked),
        new GridCell(name(kept), group(picked)),
        picked.stream().flatMap(choice -> choice.set().stream()).toList());
  }

  private static String name(List<Choice> picked) {
    return picked.stream().map(Choice::name).collect(Collectors.joining("_"));
  }

  /** The axes whose choices are more than other seeds. */
  private List<Integer> cellAxes() {
    return IntStream.range(0, axes.size())
        .filter(axis -> !axes.get(axis).stream().allMatch(Choice::isRepeat))
        .boxed()
        .toList();
  }

  /** The last axis is told by colours, the axes before it by shapes; one axis alone by both. */
  private int group(List<Choice> picked) {
    int group = 0;
    int colour = 0;
    for (int axis : cellAxes()) {
      int colours = Math.ceilDiv(axes.get(axis).size(), Marker.COLOURS) * Marker.COLOURS;
      group = (group + colour) * colours;
      colour = axes.get(axis).indexOf(picked.get(axis));
    }
    return group + colour;
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
