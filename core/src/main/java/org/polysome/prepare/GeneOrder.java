package org.polysome.prepare;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;

/** Orders genes by columns of {@code var}, such as chromosome and start. */
public final class GeneOrder {

  private static final Pattern PART = Pattern.compile("\\d+|\\D+");

  private GeneOrder() {}

  /**
   * The genes of which every column knows something, in order. Numbers ascend as numbers, and so do
   * numbers within texts: chr2 comes before chr10. Genes alike in all columns keep their order.
   *
   * @param columns at least one, the first the most important, all of the same length
   */
  public static int[] of(List<Column> columns) {
    Comparator<Integer> order = (_, _) -> 0;
    for (Column column : columns) {
      order = order.thenComparing(gene -> column.text(gene).orElseThrow(), GeneOrder::compareTexts);
    }
    return IntStream.range(0, columns.getFirst().length())
        .filter(gene -> columns.stream().allMatch(column -> column.text(gene).isPresent()))
        .boxed()
        .sorted(order)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  static int compareTexts(String a, String b) {
    OptionalDouble first = number(a);
    OptionalDouble second = number(b);
    if (first.isPresent() && second.isPresent()) {
      return Double.compare(first.getAsDouble(), second.getAsDouble());
    }
    List<String> partsOfA = parts(a);
    List<String> partsOfB = parts(b);
    for (int i = 0; i < Math.min(partsOfA.size(), partsOfB.size()); i++) {
      int compared = compareParts(partsOfA.get(i), partsOfB.get(i));
      if (compared != 0) {
        return compared;
      }
    }
    return Integer.compare(partsOfA.size(), partsOfB.size());
  }

  private static int compareParts(String a, String b) {
    boolean numbers = isDigit(a.charAt(0)) && isDigit(b.charAt(0));
    return numbers ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
  }

  private static boolean isDigit(char letter) {
    return letter >= '0' && letter <= '9';
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(text);
    while (matcher.find()) {
      parts.add(matcher.group());
    }
    return parts;
  }

  private static OptionalDouble number(String text) {
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
