package org.polysome.prepare;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.polysome.matrix.CsrMatrix;

/**
 * The most variable genes by normalised dispersion, as Seurat first defined it and scanpy's default
 * flavour does it: variance over mean of the values before the logarithm, compared with genes of
 * similar mean in twenty bins. Cells are added one by one; a gene's mean and variance are over the
 * cells that measured it.
 */
public final class VariableGenes {

  private static final int BINS = 20;

  private final double[] sums;
  private final double[] squares;
  private final long[] cells;

  /** No cells yet, over so many genes. */
  public VariableGenes(int genes) {
    sums = new double[genes];
    squares = new double[genes];
    cells = new long[genes];
  }

  /**
   * Selects genes by what some cells say.
   *
   * @param values log(1 + x) of library-size normalised counts, (cells, genes)
   * @param rows the cells that are looked at, at least two
   * @param count how many genes; fewer come back where fewer were seen
   * @return columns, ascending
   */
  public static int[] select(CsrMatrix values, int[] rows, int count) {
    VariableGenes genes = new VariableGenes(values.columns());
    for (int row : rows) {
      for (int i = values.indptr()[row]; i < values.indptr()[row + 1]; i++) {
        genes.add(values.indices()[i], Math.expm1(values.values()[i]));
      }
    }
    Arrays.fill(genes.cells, rows.length);
    return genes.select(count);
  }

  /** Adds one gene of a cell, with its library-size normalised count before the logarithm. */
  public void add(int gene, double value) {
    sums[gene] += value;
    squares[gene] += value * value;
  }

  /** Says that so many of the cells measured these genes, whether they saw them or not. */
  public void measured(BitSet genes, long count) {
    genes.stream().forEach(gene -> cells[gene] += count);
  }

  /**
   * The most variable genes of the cells added so far.
   *
   * @param count how many genes; fewer come back where fewer were seen
   * @return genes, ascending
   */
  public int[] select(int count) {
    double[] means = new double[sums.length];
    double[] dispersions = dispersions(means);
    return select(normalised(means, dispersions), count);
  }

  private static int[] select(double[] scores, int count) {
    return IntStream.range(0, scores.length)
        .filter(gene -> !Double.isNaN(scores[gene]))
        .boxed()
        .sorted(Comparator.comparingDouble((Integer gene) -> -scores[gene]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /**
   * The most variable genes by the rule of Cell Ranger ({@link CellRangerDispersions}), of cells
   * that were added by the logarithms of their values. Of genes as variable as the last the first
   * are taken.
   *
   * @param count how many genes; fewer come back where fewer have a score
   * @return genes, ascending
   */
  public int[] selectByCellRanger(int count) {
    double[] means = new double[sums.length];
    double[] variances = new double[sums.length];
    for (int gene = 0; gene < means.length; gene++) {
      means[gene] = cells[gene] == 0 ? 0 : sums[gene] / cells[gene];
      variances[gene] = (squares[gene] - sums[gene] * means[gene]) / (cells[gene] - 1.0);
    }
    return select(CellRangerDispersions.of(means, variances).scores(), count);
  }

  /** The logarithm of variance over mean, NaN for a gene that was not seen; fills the means. */
  private double[] dispersions(double[] means) {
    double[] dispersions = new double[means.length];
    for (int gene = 0; gene < means.length; gene++) {
      double mean = cells[gene] == 0 ? 0 : sums[gene] / cells[gene];
      double variance = (squares[gene] - sums[gene] * mean) / (cells[gene] - 1.0);
      dispersions[gene] = variance > 0 ? Math.log(variance / mean) : Double.NaN;
      means[gene] = Math.log1p(mean);
    }
    return dispersions;
  }

  /** How far each dispersion lies above its bin's mean, in standard deviations of the bin. */
  private static double[] normalised(double[] means, double[] dispersions) {
    Bins bins = Bins.over(means);
    for (int gene = 0; gene < means.length; gene++) {
      if (!Double.isNaN(dispersions[gene])) {
        bins.add(means[gene], dispersions[gene]);
      }
    }
    double[] scores = new double[means.length];
    for (int gene = 0; gene < means.length; gene++) {
      scores[gene] =
          Double.isNaN(dispersions[gene]) ? Double.NaN : bins.score(means[gene], dispersions[gene]);
    }
    return scores;
  }

  /** Dispersions by mean, in bins of equal width that are closed above, as pandas cuts. */
  private record Bins(double low, double high, double[] sums, double[] squares, int[] sizes) {

    static Bins over(double[] means) {
      double low = Arrays.stream(means).min().orElse(0);
      double high = Arrays.stream(means).max().orElse(0);
      return new Bins(low, high, new double[BINS], new double[BINS], new int[BINS]);
    }

    private int bin(double mean) {
      int bin = (int) Math.ceil((mean - low) / (high - low) * BINS) - 1;
      return Math.clamp(bin, 0, BINS - 1);
    }

    void add(double mean, double dispersion) {
      int bin = bin(mean);
      sums[bin] += dispersion;
      squares[bin] += dispersion * dispersion;
      sizes[bin]++;
    }

    /** A gene alone in its bin has nothing to be compared with and scores 1, as in scanpy. */
    double score(double mean, double dispersion) {
      int bin = bin(mean);
      int size = sizes[bin];
      double centre = sums[bin] / size;
      double variance = (squares[bin] - size * centre * centre) / (size - 1);
      if (size == 1) {
        return 1;
      }
      return variance > 0 ? (dispersion - centre) / Math.sqrt(variance) : 0;
    }
  }
}
