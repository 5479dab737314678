package org.polysome.tokenizer;

import org.polysome.random.Seeds;

/** Chooses the values of a cell that are hidden, and keeps them aside. Not thread-safe. */
final class MaskedRows {

  private static final long MASK = Seeds.of("mask");

  private final double ratio;
  private final Quota quota = new Quota();
  private final Ints cells = new Ints();
  private final Ints tokens = new Ints();
  private final Floats values = new Floats();
  private final Floats counts = new Floats();

  MaskedRows(double ratio) {
    this.ratio = ratio;
  }

  void clear() {
    cells.clear();
    tokens.clear();
    values.clear();
    counts.clear();
  }

  /** Turns to a cell with that many gene tokens. */
  void begin(CellBuffer cell, Draw draw, int geneTokens) {
    int hidden = geneTokens == 0 ? 0 : (int) Math.max(1, Math.round(ratio * geneTokens));
    quota.reset(draw.seed(cell.contentHash(), MASK), hidden, geneTokens);
  }

  /** Whether the next gene token is hidden. */
  boolean hides() {
    return quota.take();
  }

  void keep(int cell, int token, float value, float count) {
    cells.add(cell);
    tokens.add(token);
    values.add(value);
    counts.add(count);
  }

  TokenBatch.Masked build(int stride) {
    int[] positions = new int[cells.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = cells.get(i) * stride + tokens.get(i);
    }
    return new TokenBatch.Masked(positions, values.toArray(), counts.toArray());
  }
}
