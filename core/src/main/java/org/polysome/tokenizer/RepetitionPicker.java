package org.polysome.tokenizer;

import org.polysome.random.Elementary;
import org.polysome.random.Seeds;

/** Draws seen genes with replacement, weighted by log(1 + count); copies follow each other. */
final class RepetitionPicker implements GenePicker {

  private static final long PURPOSE = Seeds.of("expression by repetition");

  private final int room;
  private final CandidateGenes candidates;
  private final Sequence seen = new Sequence();
  private double[] until = new double[1024];
  private int[] copies = new int[1024];

  RepetitionPicker(int room, CandidateGenes candidates) {
    this.room = room;
    this.candidates = candidates;
  }

  @Override
  public void pick(CellBuffer cell, Draw draw, Sequence sequence) {
    seen.clear();
    candidates.addAll(cell, seen);
    if (seen.size() == 0) {
      return;
    }
    countCopies(draw.seed(cell.contentHash(), PURPOSE));
    for (int i = 0; i < seen.size(); i++) {
      for (int copy = 0; copy < copies[i]; copy++) {
        sequence.add(seen.gene(i), seen.count(i));
      }
    }
  }

  private void countCopies(long seed) {
    int size = seen.size();
    if (size > until.length) {
      until = new double[2 * size];
      copies = new int[2 * size];
    }
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Elementary.log(1.0 + seen.count(i));
      until[i] = sum;
      copies[i] = 0;
    }
    for (int n = 0; n < room; n++) {
      copies[firstAbove(Seeds.uniform(seed, n) * sum, size)]++;
    }
  }

  private int firstAbove(double number, int size) {
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (until[middle] > number) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
