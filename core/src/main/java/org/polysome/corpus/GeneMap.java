package org.polysome.corpus;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.polysome.genes.Vocabulary;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.CellBuffer;

/** From the gene ids of a corpus to those of a vocabulary that has all of its genes. */
final class GeneMap {

  private final int[] ids;
  private final boolean same;
  private final boolean ascending;

  GeneMap(Vocabulary from, Vocabulary to) {
    this.ids = from.names().stream().mapToInt(name -> to.id(name).orElseThrow()).toArray();
    this.same = from.equals(to);
    this.ascending = IntStream.range(1, ids.length).allMatch(i -> ids[i - 1] < ids[i]);
  }

  /** Whether every gene keeps its id, and so every cell its content hash. */
  boolean isSame() {
    return same;
  }

  /** The id of a gene. */
  int id(int gene) {
    return ids[gene];
  }

  /** The same genes. */
  BitSet apply(BitSet genes) {
    return genes.stream().map(gene -> ids[gene]).collect(BitSet::new, BitSet::set, BitSet::or);
  }

  /** Gives a cell the ids of the new vocabulary, ascending, another source, and its new hash. */
  void apply(CellBuffer cell, int source) {
    if (same) {
      cell.set(cell.size(), source, cell.contentHash());
      return;
    }
    int[] genes = cell.genes();
    for (int i = 0; i < cell.size(); i++) {
      genes[i] = ids[genes[i]];
    }
    if (!ascending) {
      sort(genes, cell.counts(), cell.size());
    }
    cell.set(cell.size(), source, Cell.contentHash(genes, cell.counts(), cell.size()));
  }

  private static void sort(int[] genes, float[] counts, int size) {
    long[] pairs = new long[size];
    for (int i = 0; i < size; i++) {
      pairs[i] = (long) genes[i] << 32 | Float.floatToRawIntBits(counts[i]) & 0xffff_ffffL;
    }
    Arrays.sort(pairs);
    for (int i = 0; i < size; i++) {
      genes[i] = (int) (pairs[i] >>> 32);
      counts[i] = Float.intBitsToFloat((int) pairs[i]);
    }
  }
}
