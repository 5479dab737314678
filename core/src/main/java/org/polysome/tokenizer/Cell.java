package org.polysome.tokenizer;

import org.polysome.random.Seeds;

/**
 * One cell as the tokenizer reads it, whether it comes from a corpus or straight from a file.
 *
 * @param genes vocabulary ids of the genes that were seen, strictly ascending
 * @param counts their raw counts, positive
 * @param source which source the cell is from, a row of the table of measured genes
 */
public record Cell(int[] genes, float[] counts, int source) {

  /** Checks that genes and counts pair up. */
  public Cell {
    if (genes.length != counts.length) {
      throw new IllegalArgumentException(genes.length + " genes but " + counts.length + " counts");
    }
  }

  /** Number of genes seen. */
  public int size() {
    return genes.length;
  }

  /**
   * A 64-bit hash of the genes and counts. Randomness for a cell is seeded from it, so that a
   * renamed, subset or converted cell draws the same tokens.
   */
  public long contentHash() {
    return contentHash(genes, counts, genes.length);
  }

  /** The content hash of the first {@code size} entries of longer arrays. */
  public static long contentHash(int[] genes, float[] counts, int size) {
    // A sum of mixed entries and not a chain: the terms do not wait for each other.
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Seeds.mix((long) genes[i] << 32 | Float.floatToIntBits(counts[i]) & 0xFFFFFFFFL);
    }
    return Seeds.of(size, sum);
  }
}
