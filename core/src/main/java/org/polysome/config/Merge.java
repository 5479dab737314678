package org.polysome.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.polysome.config.Node.Kind;
import org.polysome.config.Node.Mapping;
import org.polysome.config.Node.Scalar;

/**
 * One configuration laid over another. Groups of keys merge; lists and single values replace; a
 * group whose {@code type} differs replaces the whole group, because the settings of one component
 * mean nothing to another. A bare name counts as a group with only a {@code type}.
 */
public final class Merge {

  static final String TYPE = "type";

  private Merge() {}

  /** The base with everything that the top gives. */
  public static Node over(Node base, Node top) {
    if (top instanceof Mapping given) {
      Optional<Mapping> below = asGroup(base);
      return below.isPresent() && sameType(below.get(), given) ? union(below.get(), given) : given;
    }
    if (base instanceof Mapping below && isName(top) && namesType(below, (Scalar) top)) {
      return below;
    }
    return top;
  }

  private static Mapping union(Mapping base, Mapping top) {
    Map<String, Node> entries = new LinkedHashMap<>(base.entries());
    top.entries().forEach((key, value) -> entries.merge(key, value, Merge::over));
    return new Mapping(entries, top.mark());
  }

  /** A component given by its bare name as the group it stands for. */
  static Optional<Mapping> asGroup(Node node) {
    return switch (node) {
      case Mapping mapping -> Optional.of(mapping);
      case Scalar scalar when isName(scalar) ->
          Optional.of(new Mapping(Map.of(TYPE, scalar), scalar.mark()));
      default -> Optional.empty();
    };
  }

  private static boolean sameType(Mapping base, Mapping top) {
    Node given = top.entries().get(TYPE);
    return given == null || (given instanceof Scalar type && namesType(base, type));
  }

  private static boolean namesType(Mapping base, Scalar type) {
    return base.entries().get(TYPE) instanceof Scalar below && below.text().equals(type.text());
  }

  private static boolean isName(Node node) {
    return node instanceof Scalar scalar && scalar.kind() == Kind.TEXT;
  }
}
