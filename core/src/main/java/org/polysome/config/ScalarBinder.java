package org.polysome.config;

import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.polysome.config.Node.Kind;
import org.polysome.config.Node.Scalar;

/** Makes numbers, truth values, texts, paths and enum constants from single values. */
final class ScalarBinder {

  private ScalarBinder() {}

  static Object bind(Node node, Class<?> type, KeyPath path) {
    if (!(node instanceof Scalar scalar)) {
      throw Faults.expected(Types.describe(type), node, path);
    }
    if (type.isEnum()) {
      return constant(scalar, type, path);
    }
    return switch (type.getName()) {
      case "int", "java.lang.Integer" ->
          whole(scalar, path, Integer.MIN_VALUE, Integer.MAX_VALUE).intValue();
      case "long", "java.lang.Long" ->
          whole(scalar, path, Long.MIN_VALUE, Long.MAX_VALUE).longValue();
      case "double", "java.lang.Double" -> number(scalar, path);
      case "float", "java.lang.Float" -> (float) number(scalar, path);
      case "boolean", "java.lang.Boolean" -> truth(scalar, path);
      case "java.lang.String" -> text(scalar, path);
      case "java.nio.file.Path" -> path(scalar, path);
      default -> throw Types.unsupported(type);
    };
  }

  private static BigInteger whole(Scalar scalar, KeyPath path, long least, long most) {
    if (scalar.kind() != Kind.WHOLE_NUMBER) {
      throw Faults.expected("a whole number", scalar, path);
    }
    BigInteger value = integer(scalar.text());
    if (value.compareTo(BigInteger.valueOf(least)) < 0
        || value.compareTo(BigInteger.valueOf(most)) > 0) {
      throw Faults.expected("a whole number from %d to %d".formatted(least, most), scalar, path);
    }
    return value;
  }

  /** The core schema also knows octal and hexadecimal numbers. */
  static BigInteger integer(String text) {
    if (text.startsWith("0o")) {
      return new BigInteger(text.substring(2), 8);
    }
    if (text.startsWith("0x")) {
      return new BigInteger(text.substring(2), 16);
    }
    return new BigInteger(text);
  }

  private static double number(Scalar scalar, KeyPath path) {
    if (scalar.kind() == Kind.WHOLE_NUMBER) {
      return integer(scalar.text()).doubleValue();
    }
    String text = scalar.text().toLowerCase(Locale.ROOT);
    if (scalar.kind() != Kind.NUMBER || text.equals(".nan")) {
      throw Faults.expected("a number", scalar, path);
    }
    if (text.endsWith(".inf")) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw Faults.expected("a number up to 1.8e308", scalar, path);
    }
    return value;
  }

  private static boolean truth(Scalar scalar, KeyPath path) {
    if (scalar.kind() != Kind.TRUTH) {
      throw Faults.expected("true or false", scalar, path);
    }
    return Boolean.parseBoolean(scalar.text());
  }

  /** Text must be text, except on the command line, where the shell has taken the quotes. */
  private static String text(Scalar scalar, KeyPath path) {
    if (scalar.kind() == Kind.TEXT || scalar.mark().isCommandLine()) {
      return scalar.text();
    }
    String remedy = scalar.kind() == Kind.NOTHING ? "" : "; in quotes it is text";
    throw Faults.at(
        scalar.mark(), path, "expected text, got %s%s".formatted(scalar.shown(), remedy));
  }

  private static Path path(Scalar scalar, KeyPath path) {
    String text = text(scalar, path);
    try {
      if (!text.isBlank()) {
        return Path.of(text);
      }
    } catch (InvalidPathException e) {
      throw Faults.at(scalar.mark(), path, "not a path on this system: " + e.getMessage());
    }
    throw Faults.expected("a path", scalar, path);
  }

  private static Object constant(Scalar scalar, Class<?> type, KeyPath path) {
    Map<String, Object> constants = constants(type);
    Object constant = constants.get(scalar.text());
    if (constant == null) {
      throw Faults.expected(Types.oneOf(scalar.text(), constants.keySet()), scalar, path);
    }
    return constant;
  }

  /** The constants of an enum by their names in YAML. */
  static Map<String, Object> constants(Class<?> type) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Object constant : Objects.requireNonNull(type.getEnumConstants())) {
      constants.put(Names.kebab(((Enum<?>) constant).name()), constant);
    }
    return constants;
  }
}
