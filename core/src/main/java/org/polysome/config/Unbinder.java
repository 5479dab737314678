package org.polysome.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.config.Node.Kind;
import org.polysome.config.Node.Listing;
import org.polysome.config.Node.Mapping;
import org.polysome.config.Node.Scalar;

/** Makes the tree of a value: the opposite of {@link Binder}, with every default spelt out. */
final class Unbinder {

  private static final Mark MARK = new Mark("written");

  private Unbinder() {}

  /** The tree of a value that is declared as some type; sealed types need their {@code type}. */
  static Node tree(Object value, Type declared) {
    return switch (value) {
      case Record record -> record(record, declared);
      case List<?> list -> list(list, declared);
      case Map<?, ?> map -> map(map, declared);
      case Enum<?> constant -> scalar(Names.kebab(constant.name()), Kind.TEXT);
      case String text -> scalar(text, Kind.TEXT);
      case Path path -> scalar(path.toString(), Kind.TEXT);
      case Boolean truth -> scalar(truth.toString(), Kind.TRUTH);
      case Integer whole -> scalar(whole.toString(), Kind.WHOLE_NUMBER);
      case Long whole -> scalar(whole.toString(), Kind.WHOLE_NUMBER);
      case Double number -> scalar(decimal(number), Kind.NUMBER);
      case Float number -> scalar(decimal(Double.parseDouble(number.toString())), Kind.NUMBER);
      default -> throw Types.unsupported(declared);
    };
  }

  private static Node record(Record record, Type declared) {
    Map<String, Node> entries = new LinkedHashMap<>();
    boolean isChoice = declared instanceof Class<?> type && type.isSealed();
    if (isChoice) {
      entries.put(Merge.TYPE, scalar(Choices.name(record.getClass()), Kind.TEXT));
    }
    for (Component component : Component.all(record.getClass())) {
      put(entries, component, component.valueIn(record));
    }
    if (isChoice) {
      return entries.size() == 1
          ? scalar(Choices.name(record.getClass()), Kind.TEXT)
          : new Mapping(entries, MARK);
    }
    Mapping group = new Mapping(entries, MARK);
    return BareValues.only(record, group).orElse(group);
  }

  /** An empty optional is an absent key, unless the default would fill it in again. */
  private static void put(Map<String, Node> entries, Component component, Object value) {
    if (component.isLeftOut(value)) {
      return;
    }
    if (!(value instanceof Optional<?> optional)) {
      entries.put(component.key(), component.asWritten(tree(value, component.type())));
    } else if (optional.isPresent()) {
      entries.put(component.key(), tree(optional.get(), argument(component.type(), 0)));
    } else if (component.absent().isPresent()) {
      entries.put(component.key(), scalar("null", Kind.NOTHING));
    }
  }

  private static Listing list(List<?> list, Type declared) {
    Type item = argument(declared, 0);
    return new Listing(list.stream().map(value -> tree(value, item)).toList(), MARK);
  }

  private static Mapping map(Map<?, ?> map, Type declared) {
    Map<String, Node> entries = new LinkedHashMap<>();
    map.forEach((key, value) -> entries.put((String) key, tree(value, argument(declared, 1))));
    return new Mapping(entries, MARK);
  }

  private static Type argument(Type declared, int position) {
    return ((ParameterizedType) declared).getActualTypeArguments()[position];
  }

  private static Scalar scalar(String text, Kind kind) {
    return new Scalar(text, kind, MARK);
  }

  /** The shortest decimal that reads back as the same number, such as {@code 1e-4}. */
  private static String decimal(double number) {
    if (Double.isInfinite(number)) {
      return number > 0 ? ".inf" : "-.inf";
    }
    String text = Double.toString(number);
    int exponent = text.indexOf('E');
    if (exponent < 0) {
      return text;
    }
    String digits =
        new BigDecimal(text.substring(0, exponent)).stripTrailingZeros().toPlainString();
    return digits + "e" + text.substring(exponent + 1);
  }
}
