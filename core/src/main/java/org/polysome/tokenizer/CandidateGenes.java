package org.polysome.tokenizer;

import java.util.BitSet;
import java.util.Optional;

/** The genes that may be tokens of a source's cells: those selected and, for zeros, measured. */
final class CandidateGenes {

  private final Optional<BitSet> selected;
  private final int[][] bySource;

  CandidateGenes(GeneSelection selection, MeasuredGenes measured, Optional<BitSet> selected) {
    this.selected = selected;
    this.bySource = new int[selection.zeros() ? measured.sources() : 0][];
    for (int source = 0; source < bySource.length; source++) {
      BitSet row = measured.row(source);
      selected.ifPresent(row::and);
      bySource[source] = row.stream().toArray();
    }
  }

  /** The candidates of a source, ascending, where genes not seen may be tokens. */
  int[] of(int source) {
    return bySource[source];
  }

  /** Whether a gene that was seen may be a token. */
  boolean contains(int gene) {
    return selected.isEmpty() || selected.get().get(gene);
  }

  /** Adds every gene of a cell that may be a token, ascending. */
  void addAll(CellBuffer cell, Sequence sequence) {
    if (bySource.length > 0) {
      int next = 0;
      for (int gene : of(cell.source())) {
        next = cell.placeFrom(next, gene);
        sequence.add(gene, cell.countAt(next, gene));
      }
      return;
    }
    for (int i = 0; i < cell.size(); i++) {
      if (contains(cell.genes()[i])) {
        sequence.add(cell.genes()[i], cell.counts()[i]);
      }
    }
  }

  /** How many of a cell's seen genes may be tokens. */
  int seen(CellBuffer cell) {
    if (selected.isEmpty()) {
      return cell.size();
    }
    int seen = 0;
    for (int i = 0; i < cell.size(); i++) {
      seen += selected.get().get(cell.genes()[i]) ? 1 : 0;
    }
    return seen;
  }
}
