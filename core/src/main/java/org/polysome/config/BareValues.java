package org.polysome.config;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.polysome.config.Node.Kind;
import org.polysome.config.Node.Mapping;
import org.polysome.config.Node.Scalar;

/** Single values that stand for a choice or another record ({@link Bare}). */
final class BareValues {

  private BareValues() {}

  /** The group that a single value stands for, or the node itself. */
  static Node expand(Node node, Choices choices) {
    if (!(node instanceof Scalar scalar) || choices.find(scalar.text()).isPresent()) {
      return node;
    }
    return choices.records().entrySet().stream()
        .flatMap(choice -> marked(choice.getValue()).map(key -> Map.entry(choice.getKey(), key)))
        .filter(entry -> fits(scalar.kind(), entry.getValue().getType()))
        .findFirst()
        .map(entry -> group(entry.getKey(), entry.getValue(), scalar))
        .orElse(node);
  }

  /** The group that a single value stands for where a record is expected, or the node itself. */
  static Node expand(Node node, Class<?> record) {
    if (!(node instanceof Scalar scalar)) {
      return node;
    }
    return marked(record)
        .filter(component -> fits(scalar.kind(), component.getType()))
        .findFirst()
        .<Node>map(component -> new Mapping(Map.of(key(component), scalar), scalar.mark()))
        .orElse(node);
  }

  /** The single value that stands for a record that is no choice, if one does. */
  static Optional<Node> only(Record value, Mapping group) {
    return marked(value.getClass())
        .findFirst()
        .flatMap(component -> Optional.ofNullable(group.entries().get(key(component))))
        .filter(Scalar.class::isInstance)
        .filter(scalar -> Config.bind(scalar, value.getClass()).equals(value));
  }

  /** The types of single values that stand for a choice or another record. */
  static Stream<Class<?>> types(Class<?> record) {
    return marked(record).map(RecordComponent::getType);
  }

  private static String key(RecordComponent component) {
    return Names.kebab(component.getName());
  }

  /** The types of single values that stand for a choice. */
  static Stream<Class<?>> types(Choices choices) {
    return choices.records().values().stream()
        .flatMap(BareValues::marked)
        .map(RecordComponent::getType);
  }

  private static Stream<RecordComponent> marked(Class<?> record) {
    return Optional.ofNullable(record.getRecordComponents()).stream()
        .flatMap(Arrays::stream)
        .filter(component -> component.isAnnotationPresent(Bare.class));
  }

  private static boolean fits(Kind kind, Class<?> type) {
    // A folder may be called 2024.
    if (type == Path.class) {
      return kind != Kind.NOTHING;
    }
    return switch (kind) {
      case TEXT -> type == String.class;
      case NUMBER -> type == double.class;
      case WHOLE_NUMBER -> type == double.class || type == int.class || type == long.class;
      case TRUTH -> type == boolean.class;
      case NOTHING -> false;
    };
  }

  private static Node group(String choice, RecordComponent component, Scalar value) {
    Map<String, Node> entries = new LinkedHashMap<>();
    entries.put(Merge.TYPE, new Scalar(choice, Kind.TEXT, value.mark()));
    entries.put(key(component), value);
    return new Mapping(entries, value.mark());
  }
}
