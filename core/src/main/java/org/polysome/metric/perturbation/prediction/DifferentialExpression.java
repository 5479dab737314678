package org.polysome.metric.perturbation.prediction;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.polysome.matrix.ColumnMeans;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.statistics.MeanComparison;
import org.polysome.metric.statistics.Moments;
import org.polysome.metric.statistics.MultipleTesting;
import org.polysome.metric.statistics.Order;
import org.polysome.metric.statistics.RankSum;
import org.polysome.metric.statistics.Significance;

/**
 * Which genes some cells express otherwise than others, as {@code rank_genes_groups} of scanpy: one
 * number for each gene.
 *
 * @param scores the statistic of the test, positive where the gene is raised; 0 where it has none
 * @param p its two-tailed probability; 1 where there is none
 * @param adjusted the same after Benjamini and Hochberg
 * @param logFoldChanges of means, to base 2
 */
public record DifferentialExpression(
    double[] scores, double[] p, double[] adjusted, double[] logFoldChanges) {

  /** Added to both means by scanpy, so that a ratio exists. */
  private static final double PSEUDO_MEAN = 1e-9;

  /** Which test. */
  public enum Test {
    /** Welch's t test, scanpy's default and GEARS's. */
    T_TEST((group, rest) -> MeanComparison.welch(Moments.of(group), Moments.of(rest))),
    /** Wilcoxon's rank sum without correction for ties, as scanpy has it by default. */
    WILCOXON((group, rest) -> RankSum.of(group, rest).uncorrected()),
    /** Mann and Whitney's with corrections for ties and continuity, as pdex under cell-eval. */
    MANN_WHITNEY((group, rest) -> RankSum.of(group, rest).mannWhitney());

    private final BiFunction<double[], double[], Optional<Significance>> test;

    Test(BiFunction<double[], double[], Optional<Significance>> test) {
      this.test = test;
    }
  }

  /** Checks the lengths. */
  public DifferentialExpression {
    if (p.length != scores.length
        || adjusted.length != scores.length
        || logFoldChanges.length != scores.length) {
      throw new IllegalArgumentException(
          "%d scores, %d p, %d adjusted, %d fold changes"
              .formatted(scores.length, p.length, adjusted.length, logFoldChanges.length));
    }
  }

  /**
   * Tests every gene.
   *
   * @param group (cells, genes), ln(1 + x) of normalised counts
   * @param rest the cells it is compared with, such as the controls
   */
  public static DifferentialExpression of(DenseMatrix group, DenseMatrix rest, Test test) {
    if (group.columns() != rest.columns()) {
      throw new IllegalArgumentException(group.columns() + " and " + rest.columns() + " genes");
    }
    DenseMatrix first = group.transposed();
    DenseMatrix second = rest.transposed();
    double[] means = ColumnMeans.of(group);
    double[] otherMeans = ColumnMeans.of(rest);
    int genes = group.columns();
    double[] scores = new double[genes];
    double[] p = new double[genes];
    double[] foldChanges = new double[genes];
    IntStream.range(0, genes)
        .parallel()
        .forEach(
            gene -> {
              Optional<Significance> found = test.test.apply(first.row(gene), second.row(gene));
              scores[gene] = found.map(Significance::statistic).orElse(0.0);
              p[gene] = found.map(Significance::p).orElse(1.0);
              foldChanges[gene] = logFoldChange(means[gene], otherMeans[gene]);
            });
    return new DifferentialExpression(scores, p, MultipleTesting.benjaminiHochberg(p), foldChanges);
  }

  private static double logFoldChange(double group, double rest) {
    double ratio = (Math.expm1(group) + PSEUDO_MEAN) / (Math.expm1(rest) + PSEUDO_MEAN);
    return Math.log(ratio) / Math.log(2);
  }

  /** The genes by falling size of their score, as GEARS ranks them; equal ones by their place. */
  public int[] byScore() {
    return byFallingSize(scores);
  }

  /**
   * The genes whose adjusted probability is below a level, by falling size of their fold change, as
   * cell-eval ranks them.
   */
  public int[] significant(double level) {
    return IntStream.of(byFallingSize(logFoldChanges))
        .filter(gene -> adjusted[gene] < level)
        .toArray();
  }

  /** The places of numbers by falling size, whatever their sign; equal ones by their place. */
  public static int[] byFallingSize(double[] values) {
    return Order.ascending(Arrays.stream(values).map(value -> -Math.abs(value)).toArray());
  }
}
