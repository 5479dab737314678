package org.polysome.tokenizer;

import org.polysome.random.Seeds;

/** Leaves out tokens of a cell ({@link InputDropout}). Not thread-safe. */
final class DropoutStep {

  private static final long PURPOSE = Seeds.of("input dropout");

  private final InputDropout spec;
  private final Subset kept = new Subset();
  private final Smallest smallest = new Smallest();

  DropoutStep(InputDropout spec) {
    this.spec = spec;
  }

  void apply(Sequence sequence, CellBuffer cell, Draw draw) {
    switch (spec) {
      case InputDropout.None none -> {}
      case InputDropout.Random(double ratio, When when) -> {
        if (when == When.ALWAYS || draw.hides()) {
          dropAtRandom(sequence, ratio, draw.seed(cell.contentHash(), PURPOSE));
        }
      }
      case InputDropout.Chunk(int count, When when) -> {
        if ((when == When.ALWAYS || draw.hides()) && count < sequence.size()) {
          dropChunk(sequence, count, draw.seed(cell.contentHash(), PURPOSE));
        }
      }
      case InputDropout.Ordered ordered -> {
        if (ordered.when() == When.ALWAYS || draw.hides()) {
          dropOrdered(sequence, ordered);
        }
      }
    }
  }

  private void dropAtRandom(Sequence sequence, double ratio, long seed) {
    kept.empty(sequence.size());
    int left = 0;
    int luckiest = 0;
    for (int i = 0; i < sequence.size(); i++) {
      double uniform = Seeds.uniform(seed, i);
      if (uniform >= ratio) {
        kept.add(i);
        left++;
      }
      luckiest = uniform > Seeds.uniform(seed, luckiest) ? i : luckiest;
    }
    if (left == 0 && sequence.size() > 0) {
      kept.add(luckiest);
    }
    sequence.keep(kept);
  }

  private void dropChunk(Sequence sequence, int count, long seed) {
    int size = sequence.size();
    // Below the number of places, since a uniform number is below 1.
    int start = (int) (Seeds.uniform(seed, 0) * (size - count + 1));
    kept.empty(size);
    for (int i = 0; i < size; i++) {
      if (i < start || i >= start + count) {
        kept.add(i);
      }
    }
    sequence.keep(kept);
  }

  private void dropOrdered(Sequence sequence, InputDropout.Ordered ordered) {
    int size = sequence.size();
    int top = (int) Math.round(ordered.ratio() * size);
    int left = Math.clamp(ordered.keep() ? top : size - top, Math.min(1, size), size);
    smallest.clear();
    for (int i = 0; i < size; i++) {
      smallest.add(ordered.keep() ? -sequence.count(i) : sequence.count(i));
    }
    sequence.keep(smallest.select(left));
  }
}
