package org.polysome.simulate;

/** One row of counts that is filled in any order and read in ascending order. Not thread-safe. */
final class CountRow {

  private final float[] counts;
  private final long[] seen;
  private int size;

  CountRow(int genes) {
    counts = new float[genes];
    seen = new long[(genes + 63) / 64];
  }

  /** Sets the count of a gene that has none yet. */
  void set(int gene, long count) {
    counts[gene] = count;
    seen[gene >> 6] |= 1L << gene;
    size++;
  }

  int size() {
    return size;
  }

  /** Moves the row to the end of longer arrays, which leaves it empty. */
  void moveTo(int[] genes, float[] values, int at) {
    int next = at;
    for (int word = 0; word < seen.length; word++) {
      for (long bits = seen[word]; bits != 0; bits &= bits - 1) {
        int gene = word * 64 + Long.numberOfTrailingZeros(bits);
        genes[next] = gene;
        values[next++] = counts[gene];
      }
      seen[word] = 0;
    }
    size = 0;
  }
}
