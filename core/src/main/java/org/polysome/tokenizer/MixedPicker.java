package org.polysome.tokenizer;

import org.polysome.random.Seeds;

/** Picks some of the genes that were seen and some of those that were not. */
final class MixedPicker implements GenePicker {

  private static final long ZEROS = Seeds.of("sampling of zeros");
  private static final long ONLY_SEEN = Seeds.of("sampling of seen genes only");
  private static final int BLOCK = 10;

  private final int room;
  private final CandidateGenes candidates;
  private final Sampling.Interleaved turns;
  private final Subset subset = new Subset();
  private final Subset zeroSubset = new Subset();

  /** Seen genes first. */
  MixedPicker(int room, CandidateGenes candidates) {
    this(room, candidates, new Sampling.Interleaved(1, 0));
  }

  /** Seen and other genes in turn. */
  MixedPicker(int room, CandidateGenes candidates, Sampling.Interleaved turns) {
    this.room = room;
    this.candidates = candidates;
    this.turns = turns;
  }

  @Override
  public void pick(CellBuffer cell, Draw draw, Sequence sequence) {
    int[] measured = candidates.of(cell.source());
    int seen = candidates.seen(cell);
    int zeros = onlySeen(cell, draw) ? 0 : measured.length - seen;
    int taken = seenTaken(turns.seenShare(), room, seen, zeros);
    subset.draw(draw.seed(cell.contentHash(), UniformPicker.PURPOSE), taken, seen);
    zeroSubset.draw(
        draw.seed(cell.contentHash(), ZEROS),
        Math.min(zeros, room - taken),
        measured.length - seen);
    int next = 0;
    int seenNumber = 0;
    int zeroNumber = 0;
    for (int gene : measured) {
      next = cell.placeFrom(next, gene);
      float count = cell.countAt(next, gene);
      boolean isTaken =
          count > 0 ? subset.contains(seenNumber++) : zeroSubset.contains(zeroNumber++);
      if (isTaken) {
        sequence.add(gene, count);
      }
    }
  }

  private boolean onlySeen(CellBuffer cell, Draw draw) {
    double probability = turns.onlySeen();
    return probability == 1
        || draw.hides() && Seeds.uniform(draw.seed(cell.contentHash(), ONLY_SEEN), 0) < probability;
  }

  /** How many seen genes are among the first of both lists taken in turn. */
  static int seenTaken(double seenShare, int room, int seen, int zeros) {
    if (seenShare == 1) {
      return Math.min(seen, room);
    }
    if (seenShare == 0) {
      return Math.min(seen, room - Math.min(zeros, room));
    }
    int seenBlock = Math.max(1, (int) (BLOCK * seenShare));
    int zeroBlock = Math.max(1, (int) (BLOCK * (1 - seenShare)));
    int seenLeft = seen;
    int zerosLeft = zeros;
    int roomLeft = room;
    while (roomLeft > 0 && seenLeft + zerosLeft > 0) {
      int block = Math.min(Math.min(seenBlock, seenLeft), roomLeft);
      seenLeft -= block;
      roomLeft -= block;
      block = Math.min(Math.min(zeroBlock, zerosLeft), roomLeft);
      zerosLeft -= block;
      roomLeft -= block;
    }
    return seen - seenLeft;
  }
}
