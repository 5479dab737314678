package org.polysome.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.polysome.config.Node.Mapping;
import org.polysome.fault.PolysomeException;
import org.polysome.fault.UsageException;

/**
 * Makes a record from a group of keys: every key known, every component filled, every range kept.
 */
final class RecordBinder {

  private final Binder values;
  private final KnownKeys known;

  RecordBinder(Binder values, KnownKeys known) {
    this.values = values;
    this.known = known;
  }

  Object bind(Mapping group, Class<?> type, KeyPath path) {
    List<Component> components = Component.all(type);
    refuseUnknown(group, components, path);
    Object[] arguments =
        components.stream().map(component -> value(group, component, path)).toArray();
    return construct(type, arguments, new Origin(group, components, path));
  }

  private void refuseUnknown(Mapping group, List<Component> components, KeyPath path) {
    List<String> keys = components.stream().map(Component::key).toList();
    for (Map.Entry<String, Node> entry : group.entries().entrySet()) {
      boolean isKnown =
          components.stream()
              .anyMatch(
                  c -> c.key().equals(entry.getKey()) || c.oldKeys().contains(entry.getKey()));
      if (!isKnown) {
        throw Faults.at(
            entry.getValue().mark(),
            "unknown key %s (value %s); %s"
                .formatted(
                    path.child(entry.getKey()),
                    entry.getValue().shown(),
                    known.hint(entry.getKey(), keys, path)));
      }
    }
  }

  private Object value(Mapping group, Component component, KeyPath path) {
    KeyPath here = path.child(component.key());
    Optional<Node> given = given(group, component, path);
    if (given.isPresent() && component.absent().isPresent()) {
      return values.bind(Merge.over(component.absent().get(), given.get()), component.type(), here);
    }
    Optional<Node> node =
        given.or(
            () -> component.absent().map(component::asRead).map(absent -> moved(absent, group)));
    if (node.isPresent()) {
      return values.bind(node.get(), component.type(), here);
    }
    return absent(group, component.type(), here);
  }

  /** A default as if it had been written where it is missing, for faults that follow from it. */
  private static Node moved(Node absent, Mapping group) {
    return absent instanceof Mapping mapping
        ? new Mapping(mapping.entries(), group.mark())
        : absent;
  }

  /** What a component without a default is where its key is not given. */
  private Object absent(Mapping group, Type type, KeyPath path) {
    if (Types.isOptional(type)) {
      return Optional.empty();
    }
    if (type instanceof Class<?> plain && plain.isRecord()) {
      return bind(new Mapping(Map.of(), group.mark()), plain, path);
    }
    throw Faults.at(
        group.mark(), "%s is missing, expected %s".formatted(path, Types.describe(type)));
  }

  private static Optional<Node> given(Mapping group, Component component, KeyPath path) {
    List<String> present =
        Stream.concat(Stream.of(component.key()), component.oldKeys().stream())
            .filter(group.entries()::containsKey)
            .toList();
    if (present.size() > 1) {
      Node again = java.util.Objects.requireNonNull(group.entries().get(present.get(1)));
      throw Faults.at(
          again.mark(),
          "%s is an old name of %s, which is given too; delete one of them"
              .formatted(path.child(present.get(1)), path.child(present.get(0))));
    }
    return present.stream().findFirst().map(group.entries()::get).map(component::asRead);
  }

  private static Object construct(Class<?> type, Object[] arguments, Origin origin) {
    try {
      Class<?>[] parameters =
          Arrays.stream(type.getRecordComponents())
              .map(java.lang.reflect.RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw switch (e.getCause()) {
        case IllegalArgumentException refused -> origin.refused(refused);
        case PolysomeException refused -> origin.refused(refused);
        case RuntimeException ours -> ours;
        case null, default -> new IllegalStateException("cannot construct " + type, e);
      };
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot construct " + type, e);
    }
  }

  /** Where the arguments of a constructor come from, to say which key it refused. */
  private record Origin(Mapping group, List<Component> components, KeyPath path) {

    UsageException refused(RuntimeException fault) {
      String message = java.util.Objects.requireNonNullElse(fault.getMessage(), "is refused");
      for (Component component : components) {
        Optional<String> rest = afterName(message, component);
        if (rest.isPresent()) {
          return refusedKey(component, rest.get(), fault);
        }
      }
      String place = path.isRoot() ? "" : path + ": ";
      return new UsageException("%s: %s%s".formatted(group.mark(), place, message), fault);
    }

    private UsageException refusedKey(Component component, String rest, RuntimeException fault) {
      Optional<Node> node = given(group, component, path).or(component::absent);
      Mark mark = given(group, component, path).map(Node::mark).orElse(group.mark());
      String got =
          node.map(Node::shown)
              .filter(shown -> !rest.contains(shown))
              .map(", got "::concat)
              .orElse("");
      return new UsageException(
          "%s: %s%s%s".formatted(mark, path.child(component.key()), rest, got), fault);
    }

    /** The message without the component's name, if it begins with it. */
    private static Optional<String> afterName(String message, Component component) {
      return Stream.of(component.key(), component.javaName())
          .filter(name -> message.startsWith(name + " ") || message.startsWith(name + ": "))
          .map(name -> message.substring(name.length()))
          .findFirst();
    }
  }
}
