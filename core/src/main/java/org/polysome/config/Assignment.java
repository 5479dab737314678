package org.polysome.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.polysome.config.Node.Kind;
import org.polysome.config.Node.Listing;
import org.polysome.config.Node.Mapping;
import org.polysome.config.Node.Scalar;
import org.polysome.fault.UsageException;

/**
 * One {@code key.path=value} of the command line. The value is YAML; a number in the path is a
 * position in a list, counted from 0: {@code objectives.0.weight=2}.
 *
 * @param path the keys from the root
 * @param value what to set, merged over what is there
 */
public record Assignment(List<String> path, Node value) {

  private static final Mark MARK = new Mark(Mark.COMMAND_LINE);

  /** Copies the path. */
  public Assignment {
    path = List.copyOf(path);
  }

  /**
   * Reads an argument.
   *
   * @throws UsageException if it is not {@code key.path=value}
   */
  public static Assignment parse(String argument) {
    int equals = argument.indexOf('=');
    List<String> path = List.of(argument.substring(0, Math.max(0, equals)).split("\\.", -1));
    if (equals < 0 || path.stream().anyMatch(String::isBlank)) {
      throw new UsageException(
          "expected key.path=value, such as train.batch-size=32, got \"%s\"".formatted(argument));
    }
    return new Assignment(path, value(argument.substring(equals + 1)));
  }

  /** The tree with all assignments made, in order. */
  public static Node applyAll(Node tree, List<String> arguments) {
    Node result = tree;
    for (String argument : arguments) {
      result = parse(argument).applyTo(result);
    }
    return result;
  }

  /**
   * The tree with the value set.
   *
   * @throws UsageException if the path leads through a single value or beyond the end of a list
   */
  public Node applyTo(Node tree) {
    return apply(tree, 0, KeyPath.ROOT);
  }

  private Node apply(Node node, int depth, KeyPath here) {
    if (depth == path.size()) {
      return Merge.over(node, value);
    }
    String key = path.get(depth);
    if (node instanceof Listing list) {
      return applyToList(list, depth, here);
    }
    Mapping group =
        Merge.asGroup(node)
            .orElseThrow(
                () ->
                    Faults.at(
                        MARK,
                        here.child(key),
                        "%s is %s, not a group of keys".formatted(here, node.shown())));
    if (key.equals(Merge.TYPE) && depth + 1 == path.size()) {
      return Merge.over(group, new Mapping(Map.of(key, value), MARK));
    }
    Node below = group.entries().getOrDefault(key, new Mapping(Map.of(), MARK));
    boolean isNew = !group.entries().containsKey(key) || Binder.isNothing(below);
    Node changed = isNew ? fresh(depth + 1) : apply(below, depth + 1, here.child(key));
    return group.with(key, changed);
  }

  private Listing applyToList(Listing list, int depth, KeyPath here) {
    String key = path.get(depth);
    int size = list.items().size();
    int position = key.matches("[0-9]{1,9}") ? Integer.parseInt(key) : -1;
    if (position < 0 || position >= size) {
      throw Faults.at(
          MARK,
          here.child(key),
          size == 0
              ? "%s is an empty list".formatted(here)
              : "%s is a list, expected a position from 0 to %d".formatted(here, size - 1));
    }
    List<Node> items = new ArrayList<>(list.items());
    items.set(position, apply(items.get(position), depth + 1, here.child(key)));
    return new Listing(items, list.mark());
  }

  /** The value inside the groups that the rest of the path asks for. */
  private Node fresh(int depth) {
    Node node = value;
    for (int i = path.size() - 1; i >= depth; i--) {
      node = new Mapping(Map.of(path.get(i), node), MARK);
    }
    return node;
  }

  /** YAML where the text is YAML, else the text itself: the shell has its own use for quotes. */
  private static Node value(String text) {
    if (text.isBlank()) {
      return new Scalar("", Kind.NOTHING, MARK);
    }
    try {
      Node node = YamlReader.read(text, Mark.COMMAND_LINE);
      boolean hasComment = node instanceof Scalar && text.contains(" #") && !isQuoted(text);
      return hasComment ? new Scalar(text, Kind.TEXT, MARK) : node;
    } catch (UsageException notYaml) {
      return new Scalar(text, Kind.TEXT, MARK);
    }
  }

  private static boolean isQuoted(String text) {
    return text.startsWith("\"") || text.startsWith("'");
  }
}
