package org.polysome.tokenizer;

import java.util.BitSet;
import org.polysome.random.Seeds;

/**
 * Makes the genes that are named beside a cell tokens of it, seen or not ({@link
 * Target.NamedValues}). Where there is no room for them, genes that were not seen make way first,
 * then what an order that cuts puts last, or such as are drawn by the content of the cell. Not
 * thread-safe.
 */
final class NamedGenes {

  private static final long PURPOSE = Seeds.of("room for named genes");

  private final TokenizerSpec spec;
  private final BitSet named = new BitSet();
  private final BitSet missing = new BitSet();
  private final Smallest leaving = new Smallest();
  private final Subset staying = new Subset();
  private final Ranking ascending = new Ranking();

  NamedGenes(TokenizerSpec spec) {
    this.spec = spec;
  }

  /** Names the genes of the cell that comes next. */
  void begin(int[] genes) {
    named.clear();
    for (int gene : genes) {
      named.set(gene);
    }
    if (named.cardinality() > spec.room()) {
      throw new IllegalArgumentException(
          "%d genes are named, and %d fit".formatted(named.cardinality(), spec.room()));
    }
  }

  /** Whether genes are named. */
  boolean any() {
    return !named.isEmpty();
  }

  boolean contains(int gene) {
    return named.get(gene);
  }

  /** Puts them into a sequence that is then in ascending order. */
  void apply(Sequence sequence, CellBuffer cell, Draw draw) {
    missing.clear();
    missing.or(named);
    for (int i = 0; i < sequence.size(); i++) {
      missing.clear(sequence.gene(i));
    }
    int excess = sequence.size() + missing.cardinality() - spec.room();
    if (excess > 0) {
      makeRoom(sequence, excess, draw.seed(cell.contentHash(), PURPOSE));
    }
    for (int i = 0; i < cell.size(); i++) {
      if (missing.get(cell.genes()[i])) {
        missing.clear(cell.genes()[i]);
        sequence.add(cell.genes()[i], cell.counts()[i]);
      }
    }
    missing.stream().forEach(gene -> sequence.add(gene, 0));
    sortById(sequence);
  }

  private void makeRoom(Sequence sequence, int excess, long seed) {
    int size = sequence.size();
    leaving.clear();
    for (int i = 0; i < size; i++) {
      double key =
          spec.order().cuts() ? 1 - (double) i / size : Seeds.uniform(seed, sequence.gene(i));
      boolean stays = contains(sequence.gene(i));
      leaving.add(stays ? Double.POSITIVE_INFINITY : sequence.count(i) == 0 ? key - 1 : key);
    }
    Subset leave = leaving.select(excess);
    staying.empty(size);
    for (int i = 0; i < size; i++) {
      if (!leave.contains(i)) {
        staying.add(i);
      }
    }
    sequence.keep(staying);
  }

  private void sortById(Sequence sequence) {
    ascending.clear();
    for (int i = 0; i < sequence.size(); i++) {
      ascending.add(-sequence.gene(i));
    }
    sequence.reorder(ascending.descending(), sequence.size());
  }
}
