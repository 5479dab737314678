package org.polysome.tokenizer;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which genes of the vocabulary each source measured: a (sources, genes) table of bits. A gene that
 * was not measured is not a zero.
 */
public final class MeasuredGenes {

  private final int vocabulary;
  private final List<int[]> genes;

  private MeasuredGenes(int vocabulary, List<int[]> genes) {
    this.vocabulary = vocabulary;
    this.genes = genes;
  }

  /** A table with a row of bits for each source. */
  public static MeasuredGenes of(int vocabulary, List<BitSet> sources) {
    for (BitSet row : sources) {
      if (row.length() > vocabulary) {
        throw new IllegalArgumentException(
            "gene " + (row.length() - 1) + " is outside a vocabulary of " + vocabulary);
      }
    }
    return new MeasuredGenes(
        vocabulary, sources.stream().map(row -> row.stream().toArray()).toList());
  }

  /** A table in which each source measured every gene. */
  public static MeasuredGenes everything(int sources, int vocabulary) {
    BitSet all = new BitSet();
    all.set(0, vocabulary);
    return of(vocabulary, Collections.nCopies(sources, all));
  }

  /** Number of sources. */
  public int sources() {
    return genes.size();
  }

  /** Number of genes in the vocabulary. */
  public int vocabulary() {
    return vocabulary;
  }

  /** The genes that a source measured, ascending, as a fresh bit set over the vocabulary. */
  public BitSet row(int source) {
    BitSet row = new BitSet(vocabulary);
    for (int gene : genes.get(source)) {
      row.set(gene);
    }
    return row;
  }

  /** The same sources with none but some of the genes. */
  public MeasuredGenes only(BitSet kept) {
    List<BitSet> rows =
        IntStream.range(0, sources())
            .mapToObj(
                source -> {
                  BitSet row = row(source);
                  row.and(kept);
                  return row;
                })
            .toList();
    return of(vocabulary, rows);
  }

  /** Whether a source measured every gene. */
  public boolean measuresAll(int source) {
    return genes.get(source).length == vocabulary;
  }

  /** The rows of some sources as bytes, 1 where measured: (rows, genes), row-major. */
  public byte[] toBytes(int[] rows) {
    byte[] table = new byte[Math.multiplyExact(rows.length, vocabulary)];
    for (int row = 0; row < rows.length; row++) {
      for (int gene : genes.get(rows[row])) {
        table[row * vocabulary + gene] = 1;
      }
    }
    return table;
  }

  /** The table as bytes, 1 where measured: (sources, genes), row-major, as a device wants it. */
  public byte[] toBytes() {
    return toBytes(IntStream.range(0, sources()).toArray());
  }
}
