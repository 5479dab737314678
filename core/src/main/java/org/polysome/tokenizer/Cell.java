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
    long state = genes.length;
    for (int i = 0; i < genes.length; i++) {
      state =
          Seeds.mix(
              state * 31 + ((long) genes[i] << 32 | Float.floatToIntBits(counts[i]) & 0xFFFFFFFFL));
    }
    return state;
  }
}
