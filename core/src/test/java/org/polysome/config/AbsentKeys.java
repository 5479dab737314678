package org.polysome.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys that a configuration could have and does not, whose absence is a value of its own. */
public final class AbsentKeys {

  private AbsentKeys() {}

  /** Their paths. */
  public static List<String> of(Record record) {
    List<String> paths = new ArrayList<>();
    collect(record, "", paths);
    return paths;
  }

  private static void collect(Object value, String path, List<String> paths) {
    String prefix = path.isEmpty() ? "" : path + ".";
    switch (value) {
      case Record record -> {
        for (Component component : Component.all(record.getClass())) {
          Object inner = component.valueIn(record);
          String key = prefix + component.key();
          if (component.isLeftOut(inner) || inner.equals(Optional.empty())) {
            paths.add(key);
          } else {
            collect(inner, key, paths);
          }
        }
      }
      case Optional<?> optional -> collect(optional.orElseThrow(), path, paths);
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          collect(list.get(i), prefix + i, paths);
        }
      }
      default -> {}
    }
  }
}
