package org.polysome.simulate;

import java.util.Arrays;

/**
 * The genes of a type from the highest expression they can reach downwards, in stretches within
 * which that bound falls by no more than a factor. It lets a sampler leap over genes that will not
 * be seen.
 *
 * @param genes genes, highest bound first; those that are never expressed are left out
 * @param ends end of each stretch in {@code genes}
 * @param bounds highest share of the library that a gene of the stretch can reach
 */
record GeneOrder(int[] genes, int[] ends, double[] bounds) {

  private static final double FACTOR = 1.6;

  static GeneOrder of(double[] bounds) {
    // Sorting (bound, gene) as one long each: the bits of non-negative floats sort as the floats.
    long[] keys = new long[bounds.length];
    int used = 0;
    for (int g = 0; g < bounds.length; g++) {
      float bound = Math.nextUp((float) bounds[g]);
      if (bounds[g] > 0) {
        keys[used++] = ~((long) Float.floatToIntBits(bound)) << 32 | g;
      }
    }
    long[] sorted = Arrays.copyOf(keys, used);
    Arrays.sort(sorted);
    int[] genes = new int[used];
    int[] ends = new int[used];
    double[] highest = new double[used];
    int stretches = 0;
    for (int i = 0; i < used; i++) {
      genes[i] = (int) sorted[i];
      double bound = Float.intBitsToFloat(~(int) (sorted[i] >>> 32));
      if (i == 0 || bound * FACTOR < highest[stretches - 1]) {
        highest[stretches++] = bound;
      }
      ends[stretches - 1] = i + 1;
    }
    return new GeneOrder(genes, Arrays.copyOf(ends, stretches), Arrays.copyOf(highest, stretches));
  }
}
