package org.polysome.tokenizer;

/** The whole cells of a batch as sparse rows. Not thread-safe. */
final class WholeRows {

  private final MeasuredGenes measured;
  private final Ints indptr = new Ints();
  private final Ints genes = new Ints();
  private final Floats values = new Floats();
  private final Floats counts = new Floats();

  WholeRows(MeasuredGenes measured) {
    this.measured = measured;
  }

  void clear() {
    indptr.clear();
    indptr.add(0);
    genes.clear();
    values.clear();
    counts.clear();
  }

  void add(CellBuffer cell, ValueTable table) {
    genes.addAll(cell.genes(), cell.size());
    counts.addAll(cell.counts(), cell.size());
    for (int i = 0; i < cell.size(); i++) {
      values.add(table.value(cell.genes()[i], cell.counts()[i]));
    }
    indptr.add(genes.size());
  }

  TokenBatch.WholeCells build() {
    return new TokenBatch.WholeCells(
        indptr.toArray(), genes.toArray(), values.toArray(), counts.toArray(), measured);
  }
}
