package org.polysome.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The page of everything that a configuration can say, made from the records and their javadoc. */
final class ComponentsPage {

  private static final String HEAD =
      """
      # Components

      Everything that an experiment's YAML can say, made from the records of the code: after a change renew this page with

      ```
      %s
      ```

      A component of a choice is written as `{type: NAME, KEY: VALUE}`, or as its bare name where its defaults will do.
      A key without a default must be given, unless it is optional.
      """;

  private final Map<Class<?>, Set<String>> places = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();

  private ComponentsPage() {}

  /** The page of a root record. */
  static String of(Class<?> root, String command) {
    ComponentsPage page = new ComponentsPage();
    page.text.append(HEAD.formatted(command));
    page.collect(root);
    page.places.forEach(page::section);
    return page.text.toString();
  }

  /**
   * Every type that is reached from the root, breadth first, with the keys that it is reached by.
   */
  private void collect(Class<?> root) {
    Deque<Class<?>> open = new ArrayDeque<>(List.of(root));
    places.put(root, new LinkedHashSet<>());
    while (!open.isEmpty()) {
      for (Class<?> record : records(open.remove())) {
        for (Component component : Component.all(record)) {
          Class<?> inner = inner(component.type());
          if (inner.isSealed() || inner.isRecord()) {
            if (!places.containsKey(inner)) {
              open.add(inner);
            }
            places.computeIfAbsent(inner, key -> new LinkedHashSet<>()).add(component.key());
          }
        }
      }
    }
  }

  private static List<Class<?>> records(Class<?> type) {
    return type.isSealed() ? List.copyOf(Choices.of(type).records().values()) : List.of(type);
  }

  /** The type of the values of a list, an option or a group. */
  private static Class<?> inner(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return inner(arguments[arguments.length - 1]);
    }
    return (Class<?>) type;
  }

  private void section(Class<?> type, Set<String> keys) {
    text.append("\n## ").append(title(type)).append("\n\n").append(about(type));
    if (!keys.isEmpty()) {
      text.append(" Key: `").append(String.join("`, `", keys)).append("`.");
    }
    text.append('\n');
    if (type.isSealed()) {
      Choices.of(type).records().forEach((name, record) -> choice(name, record));
    } else {
      keys(type);
    }
  }

  /** What a type says of itself, without the word that marks a seam for developers. */
  private static String about(Class<?> type) {
    String said = RecordDocs.of(type).text();
    String mark = "Seam: ";
    return said.startsWith(mark)
        ? said.substring(mark.length(), mark.length() + 1).toUpperCase(Locale.ROOT)
            + said.substring(mark.length() + 1)
        : said;
  }

  private void choice(String name, Class<?> record) {
    text.append("\n### `").append(name).append("`\n\n");
    text.append(RecordDocs.of(record).text()).append('\n');
    keys(record);
  }

  private void keys(Class<?> record) {
    if (record.getRecordComponents().length == 0) {
      return;
    }
    text.append("\n| key | value | default | meaning |\n|---|---|---|---|\n");
    Map<String, String> meanings = RecordDocs.of(record).components();
    for (RecordComponent component : record.getRecordComponents()) {
      Component key = Component.of(component);
      text.append("| `").append(key.key()).append("` | ").append(value(key)).append(" | ");
      text.append(fallback(component, key.type())).append(" | ");
      text.append(meanings.getOrDefault(component.getName(), "")).append(" |\n");
    }
  }

  private static String value(Component key) {
    String value = value(key.type());
    return key.oneOrMore() ? value + ", or only one" : value;
  }

  private static String value(Type type) {
    Class<?> inner = inner(type);
    if (!inner.isSealed() && !inner.isRecord()) {
      return Types.describe(type);
    }
    String link = "[%s](#%s)".formatted(title(inner), title(inner).replace(' ', '-'));
    boolean list = type instanceof ParameterizedType generic && generic.getRawType() == List.class;
    return list ? "a list of " + link : link;
  }

  private static String fallback(RecordComponent component, Type type) {
    return Optional.ofNullable(component.getAnnotation(Default.class))
        .map(value -> "`" + value.value() + "`")
        .orElse(Types.isOptional(type) ? "absent" : "");
  }

  /** The words of a type's name, without the ending that says it is a spec. */
  private static String title(Class<?> type) {
    List<String> words =
        new ArrayList<>(Arrays.asList(Names.kebab(type.getSimpleName()).split("-")));
    if (words.size() > 1 && words.getLast().equals("spec")) {
      words.removeLast();
    }
    return String.join(" ", words).toLowerCase(Locale.ROOT);
  }
}
