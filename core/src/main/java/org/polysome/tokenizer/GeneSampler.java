package org.polysome.tokenizer;

import org.polysome.random.Seeds;

/** Chooses the genes of a cell that become tokens, in ascending order. Not thread-safe. */
final class GeneSampler {

  private static final long SEEN = Seeds.of("sampling");
  private static final long ZEROS = Seeds.of("sampling of zeros");

  private final TokenizerSpec spec;
  private final CandidateGenes candidates;
  private final Subset subset = new Subset();
  private final Subset zeroSubset = new Subset();
  private final Sequence sequence;

  GeneSampler(TokenizerSpec spec, CandidateGenes candidates, Sequence sequence) {
    this.spec = spec;
    this.candidates = candidates;
    this.sequence = sequence;
  }

  /** Chooses; the result is in the sequence. */
  void choose(CellBuffer cell, Draw draw) {
    sequence.clear();
    if (!spec.genes().zeros()) {
      chooseAmongSeen(cell, draw);
    } else if (spec.sampling() == Sampling.NON_ZERO_FIRST) {
      chooseSeenFirst(cell, draw);
    } else {
      chooseAmongMeasured(cell, draw);
    }
  }

  private void chooseAmongSeen(CellBuffer cell, Draw draw) {
    int seen = candidates.seen(cell);
    subset.draw(draw.seed(cell.contentHash(), SEEN), spec.room(), seen);
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

  private void chooseAmongMeasured(CellBuffer cell, Draw draw) {
    int[] measured = candidates.of(cell.source());
    subset.draw(draw.seed(cell.contentHash(), SEEN), spec.room(), measured.length);
    int next = 0;
    for (int i = subset.next(0); i < measured.length; i = subset.next(i + 1)) {
      next = firstFrom(cell, next, measured[i]);
      sequence.add(measured[i], countAt(cell, next, measured[i]));
    }
  }

  private void chooseSeenFirst(CellBuffer cell, Draw draw) {
    int[] measured = candidates.of(cell.source());
    int seen = candidates.seen(cell);
    int room = Math.max(0, spec.room() - seen);
    subset.draw(draw.seed(cell.contentHash(), SEEN), spec.room(), seen);
    zeroSubset.draw(draw.seed(cell.contentHash(), ZEROS), room, measured.length - seen);
    int next = 0;
    int seenNumber = 0;
    int zeroNumber = 0;
    for (int gene : measured) {
      next = firstFrom(cell, next, gene);
      float count = countAt(cell, next, gene);
      boolean taken = count > 0 ? subset.contains(seenNumber++) : zeroSubset.contains(zeroNumber++);
      if (taken) {
        sequence.add(gene, count);
      }
    }
  }

  /** The first place from one on that holds a gene not below the given one. */
  private static int firstFrom(CellBuffer cell, int place, int gene) {
    int next = place;
    while (next < cell.size() && cell.genes()[next] < gene) {
      next++;
    }
    return next;
  }

  private static float countAt(CellBuffer cell, int place, int gene) {
    return place < cell.size() && cell.genes()[place] == gene ? cell.counts()[place] : 0;
  }
}
