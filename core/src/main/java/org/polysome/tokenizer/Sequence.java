package org.polysome.tokenizer;

/**
 * The gene tokens of one cell, in their order, before they become rows of a batch: which gene, how
 * many counts were measured and how many are shown. Not thread-safe.
 */
final class Sequence {

  private int[] genes = new int[1024];
  private float[] counts = new float[1024];
  private float[] shown = new float[1024];
  private int size;

  void clear() {
    size = 0;
  }

  void add(int gene, float count) {
    if (size == genes.length) {
      grow();
    }
    genes[size] = gene;
    counts[size] = count;
    shown[size++] = count;
  }

  int size() {
    return size;
  }

  int gene(int token) {
    return genes[token];
  }

  /** The raw count that was measured. */
  float count(int token) {
    return counts[token];
  }

  /** The raw count that the model is shown. */
  float shown(int token) {
    return shown[token];
  }

  private void grow() {
    genes = java.util.Arrays.copyOf(genes, 2 * size);
    counts = java.util.Arrays.copyOf(counts, 2 * size);
    shown = java.util.Arrays.copyOf(shown, 2 * size);
  }
}
