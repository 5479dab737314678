package org.polysome.tokenizer;

import org.polysome.random.Seeds;

/** Picks among the seen or the measured genes, each with the same probability. */
final class UniformPicker implements GenePicker {

  static final long PURPOSE = Seeds.of("sampling");

  private final CandidateGenes candidates;
  private final boolean zeros;
  private final int room;
  private final Subset subset = new Subset();

  UniformPicker(TokenizerSpec spec, CandidateGenes candidates) {
    this.candidates = candidates;
    this.zeros = spec.genes().zeros();
    this.room = spec.room();
  }

  @Override
  public void pick(CellBuffer cell, Draw draw, Sequence sequence) {
    long seed = draw.seed(cell.contentHash(), PURPOSE);
    if (zeros) {
      pickAmongMeasured(cell, seed, sequence);
    } else {
      pickAmongSeen(cell, seed, sequence);
    }
  }

  private void pickAmongSeen(CellBuffer cell, long seed, Sequence sequence) {
    int seen = candidates.seen(cell);
    subset.draw(seed, room, seen);
    if (seen == cell.size()) {
      for (int i = subset.next(0); i < seen; i = subset.next(i + 1)) {
        sequence.add(cell.genes()[i], cell.counts()[i]);
      }
      return;
    }
    int number = 0;
    for (int i = 0; i < cell.size(); i++) {
      if (candidates.contains(cell.genes()[i]) && subset.contains(number++)) {
        sequence.add(cell.genes()[i], cell.counts()[i]);
      }
    }
  }

  private void pickAmongMeasured(CellBuffer cell, long seed, Sequence sequence) {
    int[] measured = candidates.of(cell.source());
    subset.draw(seed, room, measured.length);
    int next = 0;
    for (int i = subset.next(0); i < measured.length; i = subset.next(i + 1)) {
      next = cell.placeFrom(next, measured[i]);
      sequence.add(measured[i], cell.countAt(next, measured[i]));
    }
  }
}
