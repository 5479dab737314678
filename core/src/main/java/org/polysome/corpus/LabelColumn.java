package org.polysome.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;
import org.polysome.fault.DataException;
import org.polysome.tokenizer.TokenBatch;

/**
 * A column of {@code obs} as labels.
 *
 * @param categories the labels by code
 * @param codes the label of each cell, {@link TokenBatch#NO_LABEL} where missing
 */
public record LabelColumn(List<String> categories, int[] codes) {

  /** Copies the categories. */
  public LabelColumn {
    categories = List.copyOf(categories);
  }

  /**
   * The labels of a column that is needed.
   *
   * @param column its values, if it is there
   * @param where what it is looked for in, for messages
   * @param known the columns that are there
   * @throws DataException if it is not there or holds no value
   */
  static LabelColumn required(
      Optional<Column> column, String name, String where, List<String> known) {
    Column values =
        column.orElseThrow(
            () ->
                new DataException(
                    "%s: obs has no column '%s'; there are %s"
                        .formatted(where, name, String.join(", ", known))));
    LabelColumn read = of(values);
    if (IntStream.of(read.codes()).allMatch(code -> code < 0)) {
      throw new DataException(
          "%s: column '%s' of obs has no value in any cell".formatted(where, name));
    }
    return read;
  }

  /** Categories keep their codes; other columns get codes in the order of their sorted texts. */
  public static LabelColumn of(Column column) {
    if (column instanceof Column.Categorical categorical) {
      int[] codes =
          Arrays.stream(categorical.codes())
              .map(code -> code == Column.MISSING ? TokenBatch.NO_LABEL : code)
              .toArray();
      return new LabelColumn(categorical.categories(), codes);
    }
    Map<String, Integer> known = new TreeMap<>();
    IntStream.range(0, column.length())
        .forEach(row -> column.text(row).ifPresent(text -> known.put(text, 0)));
    List<String> categories = List.copyOf(known.keySet());
    IntStream.range(0, categories.size()).forEach(code -> known.put(categories.get(code), code));
    int[] codes =
        IntStream.range(0, column.length()).map(row -> code(known, column.text(row))).toArray();
    return new LabelColumn(categories, codes);
  }

  private static int code(Map<String, Integer> known, Optional<String> text) {
    return text.map(known::get).orElse(TokenBatch.NO_LABEL);
  }
}
