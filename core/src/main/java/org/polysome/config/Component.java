package org.polysome.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One component of a record as a key of the configuration.
 *
 * @param key the name in kebab-case
 * @param javaName the name in the record
 * @param type what the value must be
 * @param absent the value where the key is not given, in YAML syntax
 * @param oldKeys names that earlier versions used
 * @param oneOrMore whether a list may be given as its only item
 */
record Component(
    String key,
    String javaName,
    Type type,
    Optional<Node> absent,
    List<String> oldKeys,
    boolean oneOrMore) {

  static Component of(RecordComponent component) {
    String key = Names.kebab(component.getName());
    String owner = component.getDeclaringRecord().getSimpleName();
    Optional<Node> absent =
        Optional.ofNullable(component.getAnnotation(Default.class))
            .map(value -> YamlReader.read(value.value(), "default of " + owner + "." + key));
    List<String> oldKeys =
        Optional.ofNullable(component.getAnnotation(Was.class))
            .map(was -> List.of(was.value()))
            .orElse(List.of());
    return new Component(
        key,
        component.getName(),
        component.getGenericType(),
        absent,
        oldKeys,
        component.isAnnotationPresent(OneOrMore.class));
  }

  /** The components of a record, in order. */
  static List<Component> all(Class<?> record) {
    return Arrays.stream(record.getRecordComponents()).map(Component::of).toList();
  }

  /** The node as this component reads it: the list that a single value stands for. */
  Node asRead(Node given) {
    return oneOrMore && given instanceof Node.Scalar only && only.kind() != Node.Kind.NOTHING
        ? new Node.Listing(List.of(only), only.mark())
        : given;
  }

  /** The node as it is written: the only item of a list that may stand for it. */
  Node asWritten(Node tree) {
    return oneOrMore
            && tree instanceof Node.Listing list
            && list.items().size() == 1
            && list.items().getFirst() instanceof Node.Scalar only
        ? only
        : tree;
  }

  /** Whether a value need not be written, since an absent key means the same. */
  boolean isLeftOut(Object value) {
    return oneOrMore && value instanceof List<?> list && list.isEmpty();
  }

  /** The value of this component in a record. */
  Object valueIn(Record record) {
    try {
      Method accessor = record.getClass().getDeclaredMethod(javaName);
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("no component " + javaName + " in " + record.getClass(), e);
    }
  }
}
