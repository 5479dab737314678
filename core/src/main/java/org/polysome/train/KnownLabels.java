package org.polysome.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.polysome.corpus.CellStore;
import org.polysome.objective.LabelDictionary;
import org.polysome.tokenizer.CellBuffer;
import org.polysome.tokenizer.TokenBatch;

/**
 * Cells of a corpus with their labels coded as a run knows them: a label that is not in the run's
 * dictionary is none.
 */
final class KnownLabels implements CellStore {

  private final CellStore store;
  private final Map<String, int[]> codes = new HashMap<>();

  /**
   * The cells of a store.
   *
   * @param dictionaries what the run knows, by column
   * @param categories the labels of a column by the store's code
   */
  KnownLabels(
      CellStore store,
      Map<String, LabelDictionary> dictionaries,
      Function<String, List<String>> categories) {
    this.store = store;
    dictionaries.forEach(
        (column, dictionary) -> {
          List<String> there = categories.apply(column);
          codes.put(column, dictionary.codes(there, IntStream.range(0, there.size()).toArray()));
        });
  }

  @Override
  public void read(int row, CellBuffer buffer) {
    store.read(row, buffer);
  }

  @Override
  public int[] labels(String column, int[] rows) {
    int[] known = Objects.requireNonNull(codes.get(column), column);
    return IntStream.of(store.labels(column, rows))
        .map(code -> code == TokenBatch.NO_LABEL ? TokenBatch.NO_LABEL : known[code])
        .toArray();
  }
}
