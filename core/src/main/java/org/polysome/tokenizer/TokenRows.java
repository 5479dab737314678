package org.polysome.tokenizer;

/**
 * The tokens of the cells of a batch, one cell after the other without padding, until the longest
 * is known. Not thread-safe.
 */
final class TokenRows {

  final Ints genes = new Ints();
  final Floats values = new Floats();
  final Floats counts = new Floats();
  final Ints kinds = new Ints();
  final Ints starts = new Ints();

  void clear() {
    genes.clear();
    values.clear();
    counts.clear();
    kinds.clear();
    starts.clear();
  }

  void beginCell() {
    starts.add(genes.size());
  }

  void add(int gene, TokenKind kind, float value, float count) {
    add(gene, kind.ordinal(), value, count);
  }

  void add(int gene, int kind, float value, float count) {
    genes.add(gene);
    kinds.add(kind);
    values.add(value);
    counts.add(count);
  }

  int cells() {
    return starts.size();
  }

  int start(int cell) {
    return starts.get(cell);
  }

  int length(int cell) {
    int end = cell + 1 < starts.size() ? starts.get(cell + 1) : genes.size();
    return end - starts.get(cell);
  }

  int[] lengths() {
    int[] lengths = new int[cells()];
    for (int cell = 0; cell < lengths.length; cell++) {
      lengths[cell] = length(cell);
    }
    return lengths;
  }
}
