package org.polysome.tokenizer;

import java.util.Arrays;

/**
 * The gene tokens of one cell, in their order, before they become rows of a batch: which gene, how
 * many counts were measured and how many are shown. Not thread-safe.
 */
final class Sequence {

  private int[] genes = new int[1024];
  private float[] counts = new float[1024];
  private float[] shown = new float[1024];
  private int[] otherGenes = new int[1024];
  private float[] otherCounts = new float[1024];
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

  /** Shows another count than was measured. */
  void show(int token, float count) {
    shown[token] = count;
  }

  /** The raw counts that were measured, of which only the first {@link #size} count. */
  float[] counts() {
    return counts;
  }

  /** The raw counts that the model is shown, of which only the first {@link #size} count. */
  float[] shown() {
    return shown;
  }

  double total() {
    return sum(counts, size);
  }

  double totalShown() {
    return sum(shown, size);
  }

  /** Keeps the first tokens. */
  void cut(int newSize) {
    size = Math.min(size, newSize);
  }

  /** Keeps the tokens that a subset of their numbers contains. */
  void keep(Subset kept) {
    int next = 0;
    for (int i = 0; i < size; i++) {
      if (kept.contains(i)) {
        genes[next] = genes[i];
        counts[next] = counts[i];
        shown[next++] = shown[i];
      }
    }
    size = next;
  }

  /** Puts tokens into another order, or as many of them as are named. Measured counts are shown. */
  void reorder(int[] order, int count) {
    if (otherGenes.length < count) {
      otherGenes = new int[genes.length];
      otherCounts = new float[genes.length];
    }
    for (int i = 0; i < count; i++) {
      otherGenes[i] = genes[order[i]];
      otherCounts[i] = counts[order[i]];
    }
    System.arraycopy(otherGenes, 0, genes, 0, count);
    System.arraycopy(otherCounts, 0, counts, 0, count);
    System.arraycopy(otherCounts, 0, shown, 0, count);
    size = count;
  }

  private void grow() {
    genes = Arrays.copyOf(genes, 2 * size);
    counts = Arrays.copyOf(counts, 2 * size);
    shown = Arrays.copyOf(shown, 2 * size);
  }

  static double sum(float[] counts, int size) {
    double total = 0;
    for (int i = 0; i < size; i++) {
      total += counts[i];
    }
    return total;
  }
}
