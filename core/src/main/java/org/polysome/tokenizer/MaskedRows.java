package org.polysome.tokenizer;

import org.polysome.random.Seeds;

/** Chooses the values of a cell that are hidden, and keeps them aside. Not thread-safe. */
final class MaskedRows {

  private static final long MASK = Seeds.of("mask");

  private final double ratio;
  private final Subset hidden = new Subset();
  private final Ints cells = new Ints();
  private final Ints tokens = new Ints();
  private final Ints genes = new Ints();
  private final Floats values = new Floats();
  private final Floats counts = new Floats();

  MaskedRows(double ratio) {
    this.ratio = ratio;
  }

  void clear() {
    cells.clear();
    tokens.clear();
    genes.clear();
    values.clear();
    counts.clear();
  }

  /** Turns to a cell with that many gene tokens. */
  void begin(CellBuffer cell, Draw draw, int geneTokens) {
    int count = geneTokens == 0 ? 0 : (int) Math.max(1, Math.round(ratio * geneTokens));
    hidden.draw(draw.seed(cell.contentHash(), MASK), count, geneTokens);
  }

  /** Whether a gene token of the cell is hidden. */
  boolean hides(int geneToken) {
    return hidden.contains(geneToken);
  }

  /** Notes where the hidden token is; {@link #hold} says what it was. */
  void at(int cell, int token) {
    cells.add(cell);
    tokens.add(token);
  }

  /** Notes what the hidden token was. */
  void hold(int gene, float value, float count) {
    genes.add(gene);
    values.add(value);
    counts.add(count);
  }

  TokenBatch.Masked build(int stride) {
    int[] positions = new int[cells.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = cells.get(i) * stride + tokens.get(i);
    }
    return new TokenBatch.Masked(positions, genes.toArray(), values.toArray(), counts.toArray());
  }
}
