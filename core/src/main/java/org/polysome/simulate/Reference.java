package org.polysome.simulate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.random.Seeds;
import org.polysome.random.Variates;

/**
 * What a simulation takes from the tissue: made up, or estimated from a real file.
 *
 * @param genes names of the genes
 * @param abundance share of each gene in a mean cell, summing to 1
 * @param dispersion of each gene
 * @param types the types with their own profiles, if the tissue has known ones
 * @param libraryMean mean of the logarithm of the library size
 * @param librarySpread standard deviation of the logarithm of the library size
 */
record Reference(
    List<String> genes,
    double[] abundance,
    float[] dispersion,
    Optional<KnownTypes> types,
    double libraryMean,
    double librarySpread) {

  /** Number of made-up mitochondrial genes, as many as code for proteins in human. */
  private static final int MITOCHONDRIAL = 13;

  private static final double MITOCHONDRIAL_SHARE = 0.05;
  private static final double ABUNDANCE_SPREAD = 1.9;
  private static final double LIBRARY_MEAN = StrictMath.log(4500);
  private static final double LIBRARY_SPREAD = 0.35;

  /**
   * Types that are known from a file.
   *
   * @param names their names
   * @param shares their shares among the cells
   * @param abundance (types, genes), each row summing to 1
   */
  record KnownTypes(List<String> names, double[] shares, double[][] abundance) {}

  /**
   * A made-up tissue: log-normal abundances, dispersions around 0.3. Genes are named G00001 and on;
   * where there are at least 1,000, the last 13 are mitochondrial: MT-01 to MT-13, together 5 % of
   * the counts.
   */
  static Reference drawn(long seed, int genes) {
    Variates variates = new Variates(Seeds.of(seed, Seeds.of("reference")));
    int mitochondrial = genes < 1000 ? 0 : MITOCHONDRIAL;
    double[] abundance = new double[genes];
    float[] dispersion = new float[genes];
    for (int g = 0; g < genes; g++) {
      abundance[g] = StrictMath.exp(ABUNDANCE_SPREAD * variates.gaussian());
      dispersion[g] = (float) (0.3 * StrictMath.exp(0.4 * variates.gaussian()));
    }
    scale(abundance, 0, genes - mitochondrial, mitochondrial == 0 ? 1 : 1 - MITOCHONDRIAL_SHARE);
    scale(abundance, genes - mitochondrial, genes, MITOCHONDRIAL_SHARE);
    List<String> names =
        IntStream.range(0, genes).mapToObj(g -> name(g, genes - mitochondrial)).toList();
    return new Reference(
        names, abundance, dispersion, Optional.empty(), LIBRARY_MEAN, LIBRARY_SPREAD);
  }

  /** Scales a stretch of numbers to a sum. */
  static void scale(double[] values, int from, int until, double sum) {
    double total = 0;
    for (int i = from; i < until; i++) {
      total += values[i];
    }
    for (int i = from; i < until; i++) {
      values[i] *= sum / total;
    }
  }

  private static String name(int gene, int nuclear) {
    return gene < nuclear
        ? String.format(Locale.ROOT, "G%05d", gene + 1)
        : String.format(Locale.ROOT, "MT-%02d", gene - nuclear + 1);
  }
}
