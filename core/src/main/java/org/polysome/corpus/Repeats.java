package org.polysome.corpus;

import java.util.stream.IntStream;
import org.polysome.random.Seeds;
import org.polysome.tokenizer.CellBuffer;

/**
 * Cells that come several times in an epoch: row {@code r + n * cells} is row {@code r} once more,
 * with random choices of its own, since those follow from the content hash.
 *
 * @param store the cells
 * @param cells how many there are
 */
public record Repeats(CellStore store, int cells) implements CellStore {

  @Override
  public void read(int row, CellBuffer buffer) {
    store.read(row % cells, buffer);
    if (row >= cells) {
      long again = Seeds.of(buffer.contentHash(), row / cells);
      buffer.set(buffer.size(), buffer.source(), again);
    }
  }

  @Override
  public int[] labels(String column, int[] rows) {
    return store.labels(column, IntStream.of(rows).map(row -> row % cells).toArray());
  }
}
