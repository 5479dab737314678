package org.polysome.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every key that a kind of configuration knows, to say what a misspelt or misplaced one was meant
 * to be.
 */
final class KnownKeys {

  private final Class<?> root;

  KnownKeys(Class<?> root) {
    this.root = root;
  }

  /**
   * What to try instead of an unknown key.
   *
   * @param keys the keys known at its place
   * @param path the group it was found in
   */
  String hint(String unknown, List<String> keys, KeyPath path) {
    Optional<String> here = Names.nearest(unknown, keys).map(key -> path.child(key).text());
    Optional<String> meant = here.or(() -> elsewhere(unknown, path));
    if (meant.isPresent()) {
      return "did you mean %s?".formatted(meant.get());
    }
    return keys.isEmpty()
        ? "no keys are known here"
        : "known here: %s".formatted(String.join(", ", keys));
  }

  /** The full path of the same key in another group. */
  private Optional<String> elsewhere(String unknown, KeyPath path) {
    Map<String, String> paths = paths();
    return Names.nearest(unknown, paths.keySet())
        .filter(key -> Names.distance(Names.kebab(key), Names.kebab(unknown)) <= 1)
        .map(paths::get)
        .filter(meant -> !meant.equals(path.child(unknown).text()));
  }

  /** The shortest path of each key, found level by level; lists are passed through. */
  private Map<String, String> paths() {
    Map<String, String> paths = new LinkedHashMap<>();
    Set<Type> seen = new HashSet<>();
    Deque<Place> open = new ArrayDeque<>(List.of(new Place(root, KeyPath.ROOT)));
    while (!open.isEmpty()) {
      Place place = open.removeFirst();
      if (!seen.add(place.type())) {
        continue;
      }
      for (Class<?> record : records(place.type())) {
        for (Component component : Component.all(record)) {
          KeyPath path = place.path().child(component.key());
          paths.putIfAbsent(component.key(), path.text());
          open.add(new Place(component.type(), path));
        }
      }
      if (place.type() instanceof ParameterizedType generic) {
        for (Type argument : generic.getActualTypeArguments()) {
          open.add(new Place(argument, place.path()));
        }
      }
    }
    return paths;
  }

  private static Collection<Class<?>> records(Type type) {
    if (type instanceof Class<?> plain && plain.isRecord()) {
      return List.of(plain);
    }
    if (type instanceof Class<?> plain && plain.isSealed()) {
      return Choices.of(plain).records().values();
    }
    return List.of();
  }

  private record Place(Type type, KeyPath path) {}
}
