package org.polysome.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.config.Node.Kind;
import org.polysome.config.Node.Listing;
import org.polysome.config.Node.Mapping;
import org.polysome.config.Node.Scalar;

/** Makes a value of a Java type from a tree, or says what is wrong with the tree. */
final class Binder {

  private final RecordBinder records;

  /**
   * A binder for one kind of configuration.
   *
   * @param root the type of the whole, which knows all keys there are
   */
  Binder(Class<?> root) {
    this.records = new RecordBinder(this, new KnownKeys(root));
  }

  /** The value of a node. */
  Object bind(Node node, Type type, KeyPath path) {
    if (type instanceof ParameterizedType generic) {
      return bindGeneric(node, generic, path);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return records.bind(group(node, plain, path), plain, path);
    }
    if (plain.isSealed()) {
      return bindChoice(node, plain, path);
    }
    return ScalarBinder.bind(node, plain, path);
  }

  private Object bindGeneric(Node node, ParameterizedType type, KeyPath path) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      return isNothing(node) ? Optional.empty() : Optional.of(bind(node, arguments[0], path));
    }
    if (type.getRawType() == List.class) {
      return bindList(node, arguments[0], path);
    }
    if (type.getRawType() == Map.class && arguments[0] == String.class) {
      return bindMap(node, arguments[1], path);
    }
    throw Types.unsupported(type);
  }

  private List<Object> bindList(Node node, Type item, KeyPath path) {
    if (!(node instanceof Listing list)) {
      throw Faults.expected("a list", node, path);
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      values.add(bind(list.items().get(i), item, path.child(i)));
    }
    return List.copyOf(values);
  }

  private Map<String, Object> bindMap(Node node, Type value, KeyPath path) {
    if (!(node instanceof Mapping mapping)) {
      throw Faults.expected("a group of names, each with " + Types.describe(value), node, path);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    mapping.entries().forEach((key, entry) -> values.put(key, bind(entry, value, path.child(key))));
    return java.util.Collections.unmodifiableMap(values);
  }

  private static Mapping group(Node node, Class<?> record, KeyPath path) {
    if (BareValues.expand(node, record) instanceof Mapping mapping) {
      return mapping;
    }
    throw Faults.expected(Types.describe(record), node, path);
  }

  private Object bindChoice(Node node, Class<?> seam, KeyPath path) {
    Choices choices = Choices.of(seam);
    Mapping group =
        Merge.asGroup(BareValues.expand(node, choices))
            .orElseThrow(() -> Faults.expected(Types.describe(seam), node, path));
    Node type = group.entries().get(Merge.TYPE);
    if (type == null) {
      throw Faults.at(group.mark(), path, "type is missing, expected one of " + choices.listed());
    }
    Class<?> record = chosen(type, choices, path);
    return records.bind(group.without(Merge.TYPE), record, path);
  }

  private static Class<?> chosen(Node type, Choices choices, KeyPath path) {
    if (!(type instanceof Scalar scalar)) {
      throw Faults.expected("one of " + choices.listed(), type, path.child(Merge.TYPE));
    }
    return choices
        .find(scalar.text())
        .orElseThrow(
            () ->
                Faults.expected(
                    Types.oneOf(scalar.text(), choices.records().keySet()), type, path));
  }

  static boolean isNothing(Node node) {
    return node instanceof Scalar scalar && scalar.kind() == Kind.NOTHING;
  }
}
