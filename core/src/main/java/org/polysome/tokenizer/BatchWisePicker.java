package org.polysome.tokenizer;

import java.util.Arrays;
import org.polysome.random.Seeds;

/**
 * Picks seen genes first, then genes that other cells of the batch show, then the rest. It has to
 * be told of all cells of a batch before it picks for the first. Not thread-safe.
 */
final class BatchWisePicker implements GenePicker {

  private static final long OF_MATES = Seeds.of("sampling of zeros that mates show");
  private static final long REST = Seeds.of("sampling of zeros that no mate shows");

  private final int room;
  private final CandidateGenes candidates;
  private final boolean[] shown;
  private final Subset subset = new Subset();
  private final Subset ofMates = new Subset();
  private final Subset rest = new Subset();

  BatchWisePicker(int room, CandidateGenes candidates, int vocabulary) {
    this.room = room;
    this.candidates = candidates;
    this.shown = new boolean[vocabulary];
  }

  /** Starts a batch. */
  void forget() {
    Arrays.fill(shown, false);
  }

  /** Takes note of a cell of the batch. */
  void note(CellBuffer cell) {
    mark(cell, true);
  }

  /** Forgets a cell that was a batch of its own. */
  void forget(CellBuffer cell) {
    mark(cell, false);
  }

  private void mark(CellBuffer cell, boolean isShown) {
    for (int i = 0; i < cell.size(); i++) {
      shown[cell.genes()[i]] = isShown;
    }
  }

  @Override
  public void pick(CellBuffer cell, Draw draw, Sequence sequence) {
    int[] measured = candidates.of(cell.source());
    int seen = candidates.seen(cell);
    int mates = 0;
    for (int gene : measured) {
      mates += shown[gene] ? 1 : 0;
    }
    // What the cell itself shows is among what the batch shows.
    mates -= seen;
    int others = measured.length - seen - mates;
    int left = Math.max(0, room - seen);
    subset.draw(draw.seed(cell.contentHash(), UniformPicker.PURPOSE), room, seen);
    ofMates.draw(draw.seed(cell.contentHash(), OF_MATES), left, mates);
    rest.draw(draw.seed(cell.contentHash(), REST), Math.max(0, left - mates), others);
    add(cell, measured, sequence);
  }

  private void add(CellBuffer cell, int[] measured, Sequence sequence) {
    int next = 0;
    int seen = 0;
    int mates = 0;
    int others = 0;
    for (int gene : measured) {
      next = cell.placeFrom(next, gene);
      float count = cell.countAt(next, gene);
      boolean taken;
      if (count > 0) {
        taken = subset.contains(seen++);
      } else if (shown[gene]) {
        taken = ofMates.contains(mates++);
      } else {
        taken = rest.contains(others++);
      }
      if (taken) {
        sequence.add(gene, count);
      }
    }
  }
}
