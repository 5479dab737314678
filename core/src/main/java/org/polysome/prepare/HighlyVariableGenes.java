package org.polysome.prepare;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Finds the genes that vary more between cells than others of like mean (Satija et al. 2015,
 * "seurat" in scanpy): counts are scaled to 10,000 a cell, genes are put into 20 bins of equal width
 * by the logarithm of their mean, and within a bin they are ranked by the standard score of the
 * logarithm of variance over mean. Cells are added one by one; a gene's mean and variance are over
 * the cells that measured it.
 */
public final class HighlyVariableGenes {

  private static final double TARGET_SUM = 1e4;
  private static final int BINS = 20;

  private final double[] sums;
  private final double[] squares;
  private final long[] cells;

  /** No cells yet, over a vocabulary of so many genes. */
  public HighlyVariableGenes(int genes) {
    sums = new double[genes];
    squares = new double[genes];
    cells = new long[genes];
  }

  /**
   * Adds a cell.
   *
   * @param genes vocabulary ids of the genes seen, of which the first {@code size} count
   * @param counts their counts
   */
  public void add(int[] genes, float[] counts, int size) {
    double total = 0;
    for (int i = 0; i < size; i++) {
      total += counts[i];
    }
    for (int i = 0; i < size; i++) {
      double value = TARGET_SUM * counts[i] / total;
      sums[genes[i]] += value;
      squares[genes[i]] += value * value;
    }
  }

  /** Says that so many of the cells measured these genes, seen or not. */
  public void measured(BitSet genes, long count) {
    genes.stream().forEach(gene -> cells[gene] += count);
  }

  /** The most variable genes; all that were seen if they are fewer. Ties go to the first gene. */
  public BitSet top(int count) {
    double[] scores = scores();
    BitSet top = new BitSet(scores.length);
    IntStream.range(0, scores.length)
        .filter(gene -> !Double.isNaN(scores[gene]))
        .boxed()
        .sorted(Comparator.comparingDouble(gene -> -scores[gene]))
        .limit(count)
        .forEach(top::set);
    return top;
  }

  /** The standard score of each gene within its bin; NaN for a gene that was not seen. */
  double[] scores() {
    double[] means = new double[sums.length];
    double[] dispersions = new double[sums.length];
    for (int gene = 0; gene < sums.length; gene++) {
      double mean = sums[gene] / cells[gene];
      double variance = (squares[gene] - sums[gene] * mean) / Math.max(1, cells[gene] - 1);
      boolean seen = sums[gene] > 0;
      means[gene] = seen ? Math.log1p(mean) : Double.NaN;
      dispersions[gene] = seen ? Math.log(Math.max(variance, Double.MIN_NORMAL) / mean) : Double.NaN;
    }
    return standardised(means, dispersions);
  }

  private static double[] standardised(double[] means, double[] dispersions) {
    double least = seen(means).min().orElse(0);
    double width = (seen(means).max().orElse(1) - least) / BINS;
    double[] scores = new double[means.length];
    Arrays.fill(scores, Double.NaN);
    for (int bin = 0; bin < BINS; bin++) {
      int number = bin;
      int[] members =
          IntStream.range(0, means.length)
              .filter(gene -> !Double.isNaN(means[gene]))
              .filter(gene -> bin(means[gene], least, width) == number)
              .toArray();
      score(members, dispersions, scores);
    }
    return scores;
  }

  /** A gene alone in its bin has nothing to be compared with, and gets the score 1 as in scanpy. */
  private static void score(int[] members, double[] dispersions, double[] scores) {
    double mean = IntStream.of(members).mapToDouble(gene -> dispersions[gene]).average().orElse(0);
    double spread =
        Math.sqrt(
            IntStream.of(members)
                    .mapToDouble(gene -> (dispersions[gene] - mean) * (dispersions[gene] - mean))
                    .sum()
                / Math.max(1, members.length - 1));
    for (int gene : members) {
      scores[gene] = spread > 0 ? (dispersions[gene] - mean) / spread : 1;
    }
  }

  private static int bin(double mean, double least, double width) {
    return width > 0 ? Math.min(BINS - 1, (int) ((mean - least) / width)) : 0;
  }

  private static java.util.stream.DoubleStream seen(double[] numbers) {
    return Arrays.stream(numbers).filter(number -> !Double.isNaN(number));
  }
}
