package org.polysome.experiment.paper;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.polysome.config.Node;
import org.polysome.config.Node.Kind;
import org.polysome.config.Node.Listing;
import org.polysome.config.Node.Mapping;
import org.polysome.config.Node.Scalar;

/** Paths, leaves and equality of YAML trees. */
public final class Trees {

  private static final String TYPE = "type";

  private Trees() {}

  /** What lies at a path such as {@code objectives.0.loss.type}; empty where nothing does. */
  public static Optional<Node> at(Node tree, String path) {
    Optional<Node> found = Optional.of(tree);
    for (String key : path.split("\\.", -1)) {
      found = found.flatMap(node -> child(node, key));
    }
    return found.filter(node -> !isNothing(node));
  }

  /** The paths of a form, of which every {@code *} stands for one key; a path itself has none. */
  static List<String> paths(Node tree, String form) {
    List<String> paths = List.of("");
    for (String key : form.split("\\.", -1)) {
      paths =
          paths.stream()
              .flatMap(
                  path ->
                      (key.equals("*") ? keys(tree, path).stream() : Stream.of(key))
                          .map(one -> path.isEmpty() ? one : path + "." + one))
              .toList();
    }
    return form.contains("*")
        ? paths.stream().filter(path -> at(tree, path).isPresent()).toList()
        : paths;
  }

  private static List<String> keys(Node tree, String path) {
    Optional<Node> found = path.isEmpty() ? Optional.of(tree) : at(tree, path);
    return switch (found.orElse(null)) {
      case Mapping mapping -> List.copyOf(mapping.entries().keySet());
      case Listing list ->
          IntStream.range(0, list.items().size()).mapToObj(String::valueOf).toList();
      case null, default -> List.of();
    };
  }

  private static Optional<Node> child(Node node, String key) {
    return switch (node) {
      case Mapping mapping -> Optional.ofNullable(mapping.entries().get(key));
      case Listing list when key.matches("[0-9]{1,4}") ->
          list.items().stream().skip(Integer.parseInt(key)).findFirst();
      // A component that is written as its bare name.
      case Scalar scalar when key.equals(TYPE) && scalar.kind() == Kind.TEXT -> Optional.of(scalar);
      default -> Optional.empty();
    };
  }

  /** Single values, and empty lists and groups, by their paths. */
  public static Map<String, Node> leaves(Node tree) {
    Map<String, Node> leaves = new LinkedHashMap<>();
    collect(tree, "", leaves);
    return leaves;
  }

  private static void collect(Node node, String path, Map<String, Node> leaves) {
    String prefix = path.isEmpty() ? "" : path + ".";
    switch (node) {
      case Mapping mapping when !mapping.entries().isEmpty() ->
          mapping.entries().forEach((key, value) -> collect(value, prefix + key, leaves));
      case Listing list when !list.items().isEmpty() ->
          IntStream.range(0, list.items().size())
              .forEach(i -> collect(list.items().get(i), prefix + i, leaves));
      default -> leaves.put(path, node);
    }
  }

  /**
   * Whether what was found says what was asked: numbers by their value, lists item by item, of a
   * group the keys that were asked, and a bare name as the type of a group.
   */
  public static boolean says(Node asked, Node found) {
    return switch (asked) {
      case Scalar scalar when found instanceof Scalar other -> equal(scalar, other);
      case Scalar scalar ->
          found instanceof Mapping
              && at(found, TYPE).filter(type -> says(scalar, type)).isPresent();
      case Listing list ->
          found instanceof Listing others
              && list.items().size() == others.items().size()
              && IntStream.range(0, list.items().size())
                  .allMatch(i -> says(list.items().get(i), others.items().get(i)));
      case Mapping mapping ->
          mapping.entries().entrySet().stream()
              .allMatch(
                  entry ->
                      isNothing(entry.getValue())
                          ? at(found, entry.getKey()).isEmpty()
                          : at(found, entry.getKey())
                              .filter(value -> says(entry.getValue(), value))
                              .isPresent());
    };
  }

  private static boolean equal(Scalar one, Scalar other) {
    return isNumber(one) && isNumber(other)
        ? new BigDecimal(one.text()).compareTo(new BigDecimal(other.text())) == 0
        : one.text().equals(other.text());
  }

  private static boolean isNumber(Scalar scalar) {
    return (scalar.kind() == Kind.NUMBER || scalar.kind() == Kind.WHOLE_NUMBER)
        && scalar.text().matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?");
  }

  /** Whether it is written as {@code null}. */
  public static boolean isNothing(Node node) {
    return node instanceof Scalar scalar && scalar.kind() == Kind.NOTHING;
  }

  /** On one line, as YAML would have it. */
  public static String shown(Node node) {
    return switch (node) {
      case Scalar scalar -> scalar.text().isEmpty() ? "none" : scalar.text();
      case Listing list -> "[" + joined(list.items().stream().map(Trees::shown).toList()) + "]";
      case Mapping mapping ->
          "{"
              + mapping.entries().entrySet().stream()
                  .map(entry -> entry.getKey() + ": " + shown(entry.getValue()))
                  .collect(Collectors.joining(", "))
              + "}";
    };
  }

  private static String joined(List<String> items) {
    return String.join(", ", items);
  }
}
