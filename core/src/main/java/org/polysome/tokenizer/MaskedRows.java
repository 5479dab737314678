package org.polysome.tokenizer;

/** What was hidden of the cells of a batch, and where. Not thread-safe. */
final class MaskedRows {

  private final Ints cells = new Ints();
  private final Ints tokens = new Ints();
  private final Ints genes = new Ints();
  private final Floats values = new Floats();
  private final Floats counts = new Floats();

  void clear() {
    cells.clear();
    tokens.clear();
    genes.clear();
    values.clear();
    counts.clear();
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
