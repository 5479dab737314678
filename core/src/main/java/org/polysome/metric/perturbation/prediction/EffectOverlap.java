package org.polysome.metric.perturbation.prediction;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.agreement.BinaryRanking;
import org.polysome.metric.statistics.Correlation;

/**
 * Whether predicted cells express the same genes otherwise than controls as real cells of a
 * perturbation do. The definitions are cell-eval's (0.8.1); a gene is significant if its adjusted
 * probability is below {@link #LEVEL}.
 *
 * @param predicted predicted cells beside predicted controls
 * @param real real cells beside real controls, of the same genes
 */
public record EffectOverlap(DifferentialExpression predicted, DifferentialExpression real) {

  /** The level of significance. */
  public static final double LEVEL = 0.05;

  /** Probabilities below are taken as this when they are scores. */
  private static final double SMALLEST = 1e-10;

  /** Checks that both are of as many genes. */
  public EffectOverlap {
    if (predicted.p().length != real.p().length) {
      throw new IllegalArgumentException(
          predicted.p().length + " predicted genes, " + real.p().length + " real");
    }
  }

  /**
   * Of the {@code most} real significant genes that change most (all if there are fewer), the share
   * that is among as many predicted ones; 0 where there is none.
   */
  public double overlap(int most) {
    int[] expected = real.significant(LEVEL);
    return share(Math.min(most, expected.length), expected, predicted.significant(LEVEL));
  }

  /** As {@link #overlap} of all: {@code overlap_at_N}, the challenge's DES. */
  public double overlap() {
    return overlap(Integer.MAX_VALUE);
  }

  /** Of the {@code most} predicted significant genes, the share that is among as many real ones. */
  public double precision(int most) {
    int[] found = predicted.significant(LEVEL);
    return share(Math.min(most, found.length), real.significant(LEVEL), found);
  }

  private static double share(int k, int[] one, int[] other) {
    int[] first = Arrays.copyOf(one, Math.min(k, one.length));
    int[] second = Arrays.copyOf(other, Math.min(k, other.length));
    Arrays.sort(second);
    long both = IntStream.of(first).filter(gene -> contains(second, gene)).count();
    return k == 0 ? 0 : (double) both / k;
  }

  private static boolean contains(int[] sorted, int gene) {
    return Arrays.binarySearch(sorted, gene) >= 0;
  }

  /** Of the real significant genes, the share that is predicted to be. */
  public Measurement recall() {
    int[] found = predicted.significant(LEVEL);
    Arrays.sort(found);
    return ofReal(gene -> contains(found, gene));
  }

  /** Of the real significant genes, the share predicted to change in the same direction. */
  public Measurement sameDirection() {
    return ofReal(
        gene ->
            Math.signum(predicted.logFoldChanges()[gene])
                == Math.signum(real.logFoldChanges()[gene]));
  }

  private Measurement ofReal(IntPredicate counted) {
    int[] expected = real.significant(LEVEL);
    return expected.length == 0
        ? Measurement.none(Status.NOT_AVAILABLE)
        : Measurement.of((double) IntStream.of(expected).filter(counted).count() / expected.length);
  }

  /** Spearman's correlation of the fold changes of the real significant genes. */
  public Measurement foldChangeCorrelation() {
    int[] genes = real.significant(LEVEL);
    return Correlation.spearman(
        IntStream.of(genes).mapToDouble(gene -> predicted.logFoldChanges()[gene]).toArray(),
        IntStream.of(genes).mapToDouble(gene -> real.logFoldChanges()[gene]).toArray());
  }

  /**
   * The genes by falling predicted significance, true where the real ones are significant: its
   * average precision is {@code pr_auc}, its area under ROC {@code roc_auc}. Blind to direction.
   */
  public BinaryRanking ranking() {
    boolean[] truth = new boolean[real.p().length];
    double[] scores = new double[truth.length];
    for (int gene = 0; gene < truth.length; gene++) {
      truth[gene] = real.adjusted()[gene] < LEVEL;
      scores[gene] = -Math.log10(Math.clamp(predicted.adjusted()[gene], SMALLEST, 1));
    }
    return BinaryRanking.of(truth, scores);
  }

  /**
   * Spearman's correlation over perturbations of how many genes are significant. Perturbations
   * without a real significant gene are left out; where none is left it is 1, as in cell-eval.
   */
  public static Measurement countCorrelation(List<EffectOverlap> perturbations) {
    List<EffectOverlap> changed =
        perturbations.stream().filter(one -> one.real.significant(LEVEL).length > 0).toList();
    return changed.isEmpty()
        ? Measurement.of(1)
        : Correlation.spearman(
            changed.stream().mapToDouble(one -> one.predicted.significant(LEVEL).length).toArray(),
            changed.stream().mapToDouble(one -> one.real.significant(LEVEL).length).toArray());
  }
}
