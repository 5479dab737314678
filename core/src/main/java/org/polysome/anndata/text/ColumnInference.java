package org.polysome.anndata.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.polysome.anndata.Column;

/**
 * The kind of a column of text: whole numbers, decimals, truth values, labels that repeat, or free
 * text, whichever is the narrowest that holds every entry that is not missing.
 */
final class ColumnInference {

  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
  private static final Pattern LEADING_ZERO = Pattern.compile("-?0\\d+");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?|NaN|nan|-?[iI]nf(inity)?");

  private ColumnInference() {}

  static Column infer(List<Optional<String>> values) {
    List<String> present = values.stream().flatMap(Optional::stream).toList();
    if (present.isEmpty()) {
      return new Column.Categorical(filled(values.size()), List.of(), false);
    }
    // an id such as 0042 is a name: as a number it would lose its zeros
    boolean named = present.stream().anyMatch(v -> LEADING_ZERO.matcher(v).matches());
    if (!named && present.stream().allMatch(v -> INTEGER.matcher(v).matches())) {
      return integers(values);
    }
    if (!named && present.stream().allMatch(v -> DECIMAL.matcher(v).matches())) {
      return new Column.Decimals(
          values.stream()
              .mapToDouble(v -> v.map(ColumnInference::decimal).orElse(Double.NaN))
              .toArray());
    }
    if (present.stream().allMatch(v -> v.equalsIgnoreCase("true") || v.equalsIgnoreCase("false"))) {
      return booleans(values);
    }
    Map<String, Integer> codes = new HashMap<>();
    present.stream().distinct().sorted().forEach(v -> codes.put(v, codes.size()));
    return codes.size() <= present.size() / 2
        ? categorical(values, codes)
        : new Column.Text(values);
  }

  private static int[] filled(int length) {
    int[] codes = new int[length];
    Arrays.fill(codes, Column.MISSING);
    return codes;
  }

  private static double decimal(String text) {
    return switch (text) {
      case "NaN", "nan" -> Double.NaN;
      case "inf", "Inf", "infinity", "Infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-Inf", "-infinity", "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static Column integers(List<Optional<String>> values) {
    long[] numbers = new long[values.size()];
    boolean[] missing = new boolean[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values.get(i).map(Long::parseLong).orElse(0L);
      missing[i] = values.get(i).isEmpty();
    }
    return new Column.Integers(numbers, missing);
  }

  private static Column booleans(List<Optional<String>> values) {
    boolean[] truths = new boolean[values.size()];
    boolean[] missing = new boolean[values.size()];
    for (int i = 0; i < truths.length; i++) {
      truths[i] = values.get(i).filter(v -> v.equalsIgnoreCase("true")).isPresent();
      missing[i] = values.get(i).isEmpty();
    }
    return new Column.Booleans(truths, missing);
  }

  private static Column categorical(List<Optional<String>> values, Map<String, Integer> codes) {
    List<String> categories = new ArrayList<>(codes.keySet());
    categories.sort(null);
    int[] coded = filled(values.size());
    for (int i = 0; i < coded.length; i++) {
      coded[i] = values.get(i).map(codes::get).orElse(Column.MISSING);
    }
    return new Column.Categorical(coded, categories, false);
  }
}
