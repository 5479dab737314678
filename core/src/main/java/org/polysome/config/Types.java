package org.polysome.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Java types as a person reads them in a message. */
final class Types {

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("int", "a whole number"),
          Map.entry("java.lang.Integer", "a whole number"),
          Map.entry("long", "a whole number"),
          Map.entry("java.lang.Long", "a whole number"),
          Map.entry("double", "a number"),
          Map.entry("java.lang.Double", "a number"),
          Map.entry("float", "a number"),
          Map.entry("java.lang.Float", "a number"),
          Map.entry("boolean", "true or false"),
          Map.entry("java.lang.Boolean", "true or false"),
          Map.entry("java.lang.String", "text"),
          Map.entry("java.nio.file.Path", "a path"));

  private Types() {}

  static boolean isOptional(Type type) {
    return type instanceof ParameterizedType generic && generic.getRawType() == Optional.class;
  }

  /** What a value of a type looks like: {@code a whole number}, {@code one of cpu, cuda}. */
  static String describe(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      if (generic.getRawType() == List.class) {
        return "a list";
      }
      return generic.getRawType() == Optional.class ? describe(last) : "a group of names";
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      return "one of " + String.join(", ", ScalarBinder.constants(plain).keySet());
    }
    if (plain.isSealed()) {
      return "one of " + Choices.of(plain).listed();
    }
    if (plain.isRecord()) {
      List<String> keys = Component.all(plain).stream().map(Component::key).toList();
      return "a group of keys (%s)".formatted(String.join(", ", keys));
    }
    return Optional.ofNullable(WORDS.get(plain.getName())).orElseThrow(() -> unsupported(type));
  }

  /** A closed choice, with the name that was most likely meant where one is near. */
  static String oneOf(String given, Collection<String> names) {
    String all = "one of " + String.join(", ", names);
    return Names.nearest(given, names)
        .map(near -> "%s (did you mean %s?)".formatted(all, near))
        .orElse(all);
  }

  static IllegalStateException unsupported(Type type) {
    return new IllegalStateException("a configuration cannot hold a " + type.getTypeName());
  }
}
