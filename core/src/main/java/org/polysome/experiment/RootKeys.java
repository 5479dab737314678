package org.polysome.experiment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.JsonSchema;
import org.polysome.config.Merge;
import org.polysome.config.Node;
import org.polysome.config.Node.Listing;
import org.polysome.config.Node.Mapping;
import org.polysome.fault.UsageException;
import org.polysome.suite.grid.Judging;

/** The keys of a file's root that are about the file and not about the run. */
final class RootKeys {

  static final String DESCRIPTION = "description";
  static final String EXTENDS = "extends";
  static final String STAGES = "stages";
  static final String SWEEP = "sweep";
  static final String JUDGE = "judge";

  /** How assignments begin that are about all runs together, or about one stage of them. */
  static final List<String> OF_ALL_RUNS = List.of(STAGES + ".", SWEEP + ".", JUDGE + ".");

  /** What each of them holds, for the schema. */
  static final JsonSchema.RootKeys FURTHER =
      new JsonSchema.RootKeys(
          List.of(EXTENDS, DESCRIPTION),
          List.of(STAGES),
          List.of(SWEEP),
          Map.of(JUDGE, Judging.class));

  private RootKeys() {}

  /** The one-line description, if the file has one. */
  static Optional<String> description(Node tree) {
    if (!(tree instanceof Mapping mapping)) {
      return Optional.empty();
    }
    Mapping own = new Mapping(Map.of(), mapping.mark());
    Node text = mapping.entries().get(DESCRIPTION);
    return Config.bind(text == null ? own : own.with(DESCRIPTION, text), About.class).description();
  }

  /** The grid, if the file asks for one. */
  static Optional<Sweep> sweep(Node tree) {
    return tree instanceof Mapping mapping && mapping.entries().containsKey(SWEEP)
        ? Optional.of(Sweep.read(mapping.entries().get(SWEEP)))
        : Optional.empty();
  }

  /**
   * The tree with assignments made; what follows {@code sweep.} is one key, as an axis is named.
   */
  static Node assigned(Node tree, List<String> assignments) {
    Node result = tree;
    for (String argument : assignments) {
      Assignment one = Assignment.parse(argument);
      List<String> path = one.path();
      boolean axis = path.getFirst().equals(SWEEP) && path.size() > 1;
      List<String> place =
          axis ? List.of(SWEEP, String.join(".", path.subList(1, path.size()))) : path;
      result = new Assignment(place, one.value()).applyTo(result);
    }
    return result;
  }

  /** How runs are judged, if the file says so. */
  static Optional<Judging> judging(Node tree) {
    if (!(tree instanceof Mapping mapping) || !mapping.entries().containsKey(JUDGE)) {
      return Optional.empty();
    }
    Node judge = Objects.requireNonNull(mapping.entries().get(JUDGE));
    Mapping own = new Mapping(Map.of(JUDGE, judge), mapping.mark());
    return Optional.of(Config.bind(own, Judged.class).judge());
  }

  /** What each stage sets, laid over what the file says for all of them. */
  static List<Node> stages(Node tree) {
    if (!(tree instanceof Mapping mapping)) {
      return List.of(tree);
    }
    Node all = mapping.without(DESCRIPTION).without(STAGES).without(SWEEP).without(JUDGE);
    Node stages = mapping.entries().get(STAGES);
    if (stages == null) {
      return List.of(all);
    }
    if (!(stages instanceof Listing list) || list.items().isEmpty()) {
      throw new UsageException(
          "%s: stages: expected a list of what each stage changes, got %s"
              .formatted(stages.mark(), stages.shown()));
    }
    return list.items().stream().map(stage -> Merge.over(all, stage)).toList();
  }

  private record Judged(Judging judge) {}

  private record About(Optional<String> description) {}
}
