package org.polysome.tokenizer;

import java.util.Arrays;
import org.polysome.matrix.CsrMatrix;

/**
 * One cell in arrays that are filled anew for the next: what a loader passes to a {@link
 * BatchBuilder} instead of a {@link Cell} for each row. Not thread-safe.
 */
public final class CellBuffer {

  private int[] genes = new int[4096];
  private float[] counts = new float[4096];
  private int size;
  private int source;
  private long contentHash;

  /**
   * Makes room for a cell and empties the buffer. The caller fills the arrays, then {@link #set}.
   */
  public void reserve(int capacity) {
    if (capacity > genes.length) {
      int grown = Math.max(capacity, 2 * genes.length);
      genes = new int[grown];
      counts = new float[grown];
    }
    size = 0;
  }

  /** Says what the filled arrays hold, with the content hash they have or had when stored. */
  public void set(int newSize, int newSource, long newContentHash) {
    size = newSize;
    source = newSource;
    contentHash = newContentHash;
  }

  /** Fills the buffer with a cell. */
  public void set(Cell cell) {
    reserve(cell.size());
    System.arraycopy(cell.genes(), 0, genes, 0, cell.size());
    System.arraycopy(cell.counts(), 0, counts, 0, cell.size());
    set(cell.size(), cell.source(), cell.contentHash());
  }

  /**
   * Fills the buffer with a cell of a block.
   *
   * @param block counts over the vocabulary
   * @param row of the block
   * @param cellSource the cell's source
   */
  public void set(CsrMatrix block, int row, int cellSource) {
    int from = block.indptr()[row];
    int seen = block.indptr()[row + 1] - from;
    reserve(seen);
    System.arraycopy(block.indices(), from, genes, 0, seen);
    System.arraycopy(block.values(), from, counts, 0, seen);
    set(seen, cellSource, Cell.contentHash(genes, counts, seen));
  }

  /** Fills the buffer with what another holds. */
  void set(CellBuffer other) {
    reserve(other.size);
    System.arraycopy(other.genes, 0, genes, 0, other.size);
    System.arraycopy(other.counts, 0, counts, 0, other.size);
    set(other.size, other.source, other.contentHash);
  }

  /** A copy as a cell. */
  public Cell toCell() {
    return new Cell(Arrays.copyOf(genes, size), Arrays.copyOf(counts, size), source);
  }

  /** Vocabulary ids, ascending; only the first {@link #size} count. */
  public int[] genes() {
    return genes;
  }

  /** Raw counts, only the first {@link #size} count. */
  public float[] counts() {
    return counts;
  }

  /** The first place from one on that holds a gene not below the given one. */
  int placeFrom(int place, int gene) {
    int next = place;
    while (next < size && genes[next] < gene) {
      next++;
    }
    return next;
  }

  /** The count of a gene, given the place where it is if it was seen. */
  float countAt(int place, int gene) {
    return place < size && genes[place] == gene ? counts[place] : 0;
  }

  /** The sum of the counts. */
  public double total() {
    double total = 0;
    for (int i = 0; i < size; i++) {
      total += counts[i];
    }
    return total;
  }

  /** Number of genes seen. */
  public int size() {
    return size;
  }

  /** The cell's source. */
  public int source() {
    return source;
  }

  /** {@link Cell#contentHash()} of the content. */
  public long contentHash() {
    return contentHash;
  }
}
