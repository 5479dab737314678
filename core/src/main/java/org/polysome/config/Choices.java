package org.polysome.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The records that a sealed interface permits, by the name that {@code type} gives them. The
 * permits clause is the registry: there is no other list.
 *
 * @param records the record of each name, in the order of the permits clause
 * @param oldNames the name that replaced each old one
 */
record Choices(Map<String, Class<?>> records, Map<String, String> oldNames) {

  static Choices of(Class<?> seam) {
    Map<String, Class<?>> records = new LinkedHashMap<>();
    Map<String, String> oldNames = new LinkedHashMap<>();
    for (Class<?> record : permitted(seam)) {
      String name = name(record);
      Class<?> twin = records.put(name, record);
      if (twin != null) {
        throw new IllegalStateException("%s and %s share a name".formatted(twin, record));
      }
      Was was = record.getAnnotation(Was.class);
      if (was != null) {
        List.of(was.value()).forEach(old -> oldNames.put(old, name));
      }
    }
    return new Choices(records, oldNames);
  }

  /** The record of a current or old name. */
  Optional<Class<?>> find(String name) {
    return Optional.ofNullable(records.get(oldNames.getOrDefault(name, name)));
  }

  /** Names, comma separated, for messages. */
  String listed() {
    return String.join(", ", records.keySet());
  }

  /** The name of a component in YAML. */
  static String name(Class<?> record) {
    return Names.kebab(record.getSimpleName());
  }

  private static List<Class<?>> permitted(Class<?> seam) {
    List<Class<?>> records = new ArrayList<>();
    for (Class<?> type : seam.getPermittedSubclasses()) {
      if (type.isRecord()) {
        records.add(type);
      } else if (type.isSealed()) {
        records.addAll(permitted(type));
      } else {
        throw new IllegalStateException(type + " is neither a record nor sealed");
      }
    }
    return records;
  }
}
