package org.polysome.prepare;

import java.util.Arrays;

/**
 * The exact median of the values of each gene among the cells that show it, in memory that does not
 * grow with the cells: the bits of the medians are settled eight at a time, so the same values have
 * to be added in several passes.
 *
 * {@snippet :
 * GeneMedians medians = new GeneMedians(genes);
 * for (int pass = 0; pass < GeneMedians.PASSES; pass++) {
 *   // add every value
 *   medians.endPass();
 * }
 * double[] found = medians.medians();
 * }
 */
public final class GeneMedians {

  /** How often all values have to be added. */
  public static final int PASSES = 5;

  private static final int BITS = 8;
  private static final int BUCKETS = 1 << BITS;
  private static final int RADIX_PASSES = Integer.SIZE / BITS;

  private final int[] histogram;
  private final int[] counts;
  private final int[] ranks;
  private final int[] lower;
  private final float[] above;
  private int pass;

  /** No values yet, over so many genes. */
  public GeneMedians(int genes) {
    histogram = new int[Math.multiplyExact(genes, BUCKETS)];
    counts = new int[genes];
    ranks = new int[genes];
    lower = new int[genes];
    above = new float[genes];
    Arrays.fill(above, Float.POSITIVE_INFINITY);
  }

  /**
   * Adds a value.
   *
   * @param value positive
   */
  public void add(int gene, float value) {
    // The bits of positive floats are ordered as the floats are.
    int bits = Float.floatToIntBits(value);
    if (pass == RADIX_PASSES) {
      if (bits > lower[gene]) {
        above[gene] = Math.min(above[gene], value);
      }
      return;
    }
    int shift = Integer.SIZE - BITS * (pass + 1);
    if (pass == 0 || bits >>> (shift + BITS) == lower[gene]) {
      histogram[gene * BUCKETS + (bits >>> shift & BUCKETS - 1)]++;
    }
  }

  /** Says that all values were added once more. */
  public void endPass() {
    for (int gene = 0; pass < RADIX_PASSES && gene < lower.length; gene++) {
      settle(gene);
    }
    if (pass < RADIX_PASSES) {
      Arrays.fill(histogram, 0);
    }
    pass++;
  }

  /** Settles the next bits of the lower median of a gene; its rank is then among equal bits. */
  private void settle(int gene) {
    int from = gene * BUCKETS;
    if (pass == 0) {
      counts[gene] = Arrays.stream(histogram, from, from + BUCKETS).sum();
      ranks[gene] = (counts[gene] - 1) / 2;
    }
    int bucket = 0;
    while (bucket < BUCKETS - 1 && ranks[gene] >= histogram[from + bucket]) {
      ranks[gene] -= histogram[from + bucket++];
    }
    lower[gene] = lower[gene] << BITS | bucket;
    if (pass == RADIX_PASSES - 1) {
      // From here on the number of equal values that follow the lower median.
      ranks[gene] = histogram[from + bucket] - 1 - ranks[gene];
    }
  }

  /** The median of each gene, the mean of the middle two for an even number; 0 for no values. */
  public double[] medians() {
    if (pass != PASSES) {
      throw new IllegalStateException(pass + " of " + PASSES + " passes");
    }
    double[] medians = new double[lower.length];
    for (int gene = 0; gene < medians.length; gene++) {
      if (counts[gene] > 0) {
        float low = Float.intBitsToFloat(lower[gene]);
        boolean odd = counts[gene] % 2 == 1;
        float high = odd || ranks[gene] > 0 ? low : above[gene];
        medians[gene] = ((double) low + high) / 2;
      }
    }
    return medians;
  }
}
