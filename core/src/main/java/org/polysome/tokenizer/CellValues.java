package org.polysome.tokenizer;

/**
 * The normalised values of whole cells, as {@link TokenBatch.WholeCells} holds them, for who needs
 * no tokens. Not thread-safe.
 */
public final class CellValues {

  private final ValueTable table;
  private CellBuffer cell = new CellBuffer();

  CellValues(Tokenizer tokenizer) {
    table = new ValueTable(tokenizer.spec().normalisation(), tokenizer.fitted());
  }

  /** Turns to a cell, which must not change until the next. */
  public void begin(CellBuffer next) {
    cell = next;
    table.begin(cell.counts(), cell.size(), Sequence.sum(cell.counts(), cell.size()));
  }

  /** The value of the gene at a place of the cell. */
  public float at(int place) {
    return table.value(cell.genes()[place], cell.counts()[place]);
  }
}
