package org.polysome.prepare;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;

/**
 * How variable genes are by the rule of Cell Ranger (Zheng et al., 2017), as scanpy's flavour
 * {@code cell_ranger} takes it and scib with it: variance over mean of the values as they are, less
 * the median of the genes of similar mean, over their median absolute deviation (scaled to a normal
 * distribution's standard deviation). Genes are of similar mean between two of the percentiles 10,
 * 15, ..., 100 of the means. Where half of such genes have one dispersion, the others are
 * infinitely far from it, and those have no score.
 *
 * @param expressed the genes that any cell expresses, which are those compared
 * @param scores of each gene; NaN for one that has none
 */
public record CellRangerDispersions(BitSet expressed, double[] scores) {

  private static final int FIRST = 10;
  private static final int STEP = 5;
  private static final int LAST = 100;

  /** The median absolute deviation of the standard normal distribution. */
  private static final double NORMAL = 0.6744897501960817;

  /** What scanpy takes for a mean of nothing. */
  private static final double NO_MEAN = 1e-12;

  /** Of some cells, which need not be all: at least two (cells, genes), none of them negative. */
  public static CellRangerDispersions of(CsrMatrix values, int[] cells) {
    BitSet expressed = new BitSet(values.columns());
    for (int cell : cells) {
      for (int i = values.indptr()[cell]; i < values.indptr()[cell + 1]; i++) {
        if (values.values()[i] > 0) {
          expressed.set(values.indices()[i]);
        }
      }
    }
    return of(RowOperator.of(values, cells), expressed);
  }

  /** Of corrected expression (cells, genes), at least two cells; it may be negative. */
  public static CellRangerDispersions of(DenseMatrix values) {
    BitSet expressed = new BitSet(values.columns());
    for (int i = 0; i < values.values().length; i++) {
      if (values.values()[i] > 0) {
        expressed.set(i % values.columns());
      }
    }
    return of(RowOperator.of(values), expressed);
  }

  /**
   * Of cells of which sums are at hand.
   *
   * @param means of each gene, of values that are not negative: a gene is expressed whose mean is
   *     above zero
   * @param variances of each gene, of a sample
   */
  public static CellRangerDispersions of(double[] means, double[] variances) {
    BitSet expressed = new BitSet(means.length);
    for (int gene = 0; gene < means.length; gene++) {
      expressed.set(gene, means[gene] > 0);
    }
    return of(means, variances, expressed);
  }

  private static CellRangerDispersions of(RowOperator rows, BitSet expressed) {
    if (rows.rows() < 2) {
      throw new IllegalArgumentException("dispersions of " + rows.rows() + " cells");
    }
    double[] variances =
        Arrays.stream(rows.squares()).map(square -> square / (rows.rows() - 1)).toArray();
    return of(rows.means(), variances, expressed);
  }

  private static CellRangerDispersions of(double[] all, double[] variances, BitSet expressed) {
    int[] genes = expressed.stream().toArray();
    double[] means = new double[genes.length];
    double[] dispersions = new double[genes.length];
    for (int i = 0; i < genes.length; i++) {
      means[i] = all[genes[i]] == 0 ? NO_MEAN : all[genes[i]];
      dispersions[i] = variances[genes[i]] / means[i];
    }
    double[] normalised = normalised(means, dispersions);
    double[] scores = new double[all.length];
    Arrays.fill(scores, Double.NaN);
    for (int i = 0; i < genes.length; i++) {
      scores[genes[i]] = normalised[i];
    }
    return new CellRangerDispersions(expressed, scores);
  }

  /** The score of each gene among those of its bin. */
  static double[] normalised(double[] means, double[] dispersions) {
    double[] edges = edges(means);
    int[] bins = Arrays.stream(means).mapToInt(mean -> bin(edges, mean)).toArray();
    double[] normalised = new double[means.length];
    for (int bin = 0; bin <= edges.length; bin++) {
      int chosen = bin;
      int[] genes = IntStream.range(0, bins.length).filter(i -> bins[i] == chosen).toArray();
      double[] here = Arrays.stream(genes).mapToDouble(gene -> dispersions[gene]).toArray();
      double centre = median(here);
      double deviation =
          median(Arrays.stream(here).map(one -> Math.abs(one - centre)).toArray()) / NORMAL;
      for (int gene : genes) {
        normalised[gene] = (dispersions[gene] - centre) / deviation;
      }
    }
    return normalised;
  }

  private static double[] edges(double[] means) {
    double[] sorted = means.clone();
    Arrays.sort(sorted);
    return sorted.length == 0
        ? sorted
        : IntStream.rangeClosed(0, (LAST - FIRST) / STEP)
            .mapToDouble(i -> quantile(sorted, (FIRST + i * STEP) / (double) LAST))
            .toArray();
  }

  /** How many edges lie below: bins are closed above, as pandas cuts. */
  private static int bin(double[] edges, double mean) {
    return (int) Arrays.stream(edges).filter(edge -> edge < mean).count();
  }

  private static double median(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? Double.NaN : quantile(sorted, 0.5);
  }

  /** A quantile between the two numbers around it, in proportion, as NumPy's. */
  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /**
   * The most variable genes.
   *
   * @param count how many genes; fewer come back where fewer have a score, and more where some are
   *     as variable as the last
   * @return genes, ascending
   */
  public int[] select(int count) {
    double[] sorted =
        Arrays.stream(scores).filter(score -> !Double.isNaN(score)).sorted().toArray();
    if (count < 1 || sorted.length == 0) {
      return new int[0];
    }
    double last = sorted[Math.max(0, sorted.length - count)];
    return IntStream.range(0, scores.length).filter(gene -> scores[gene] >= last).toArray();
  }

  /**
   * The most variable genes of several batches, as scib's {@code hvg_batch} ranks them: by the
   * number of batches that would select them, then by the mean of their scores; a gene that a batch
   * does not express scores 0 in it.
   *
   * @param batches of the same genes
   * @param count how many genes, in each batch and in all
   * @return genes, ascending
   */
  public static int[] ofBatches(List<CellRangerDispersions> batches, int count) {
    int genes = batches.getFirst().scores.length;
    int[] votes = new int[genes];
    double[] means = new double[genes];
    batches.forEach(batch -> Arrays.stream(batch.select(count)).forEach(gene -> votes[gene]++));
    Arrays.setAll(means, gene -> mean(batches, gene));
    return IntStream.range(0, genes)
        .filter(gene -> batches.stream().anyMatch(batch -> batch.expressed.get(gene)))
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer gene) -> -votes[gene])
                .thenComparingDouble(gene -> -means[gene]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  private static double mean(List<CellRangerDispersions> batches, int gene) {
    double[] scores =
        batches.stream()
            .mapToDouble(batch -> batch.expressed.get(gene) ? batch.scores[gene] : 0)
            .filter(score -> !Double.isNaN(score))
            .toArray();
    double mean = Arrays.stream(scores).average().orElse(0);
    return Double.isNaN(mean) ? 0 : mean;
  }
}
