package org.polysome.tokenizer;

import java.util.BitSet;
import java.util.Optional;

/** The whole cells of a batch as sparse rows. Not thread-safe. */
final class WholeRows {

  private final MeasuredGenes measured;
  private final Optional<BitSet> kept;
  private final Ints indptr = new Ints();
  private final Ints genes = new Ints();
  private final Floats values = new Floats();
  private final Floats counts = new Floats();

  /**
   * Rows of some genes.
   *
   * @param kept the genes that they show; empty for all
   */
  WholeRows(MeasuredGenes measured, Optional<BitSet> kept) {
    this.measured = measured;
    this.kept = kept;
  }

  void clear() {
    indptr.clear();
    indptr.add(0);
    genes.clear();
    values.clear();
    counts.clear();
  }

  void add(CellBuffer cell, ValueTable table) {
    for (int i = 0; i < cell.size(); i++) {
      int gene = cell.genes()[i];
      if (kept.isEmpty() || kept.get().get(gene)) {
        genes.add(gene);
        counts.add(cell.counts()[i]);
        values.add(table.value(gene, cell.counts()[i]));
      }
    }
    indptr.add(genes.size());
  }

  TokenBatch.WholeCells build() {
    return new TokenBatch.WholeCells(
        indptr.toArray(), genes.toArray(), values.toArray(), counts.toArray(), measured);
  }
}
