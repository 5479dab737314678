package org.polysome.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.polysome.config.Node.Kind;
import org.polysome.config.Node.Mapping;
import org.polysome.config.Node.Scalar;

/** Single values that stand for a choice ({@link Bare}). */
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
    entries.put(Names.kebab(component.getName()), value);
    return new Mapping(entries, value.mark());
  }
}
