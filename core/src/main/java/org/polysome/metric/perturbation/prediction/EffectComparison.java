package org.polysome.metric.perturbation.prediction;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
import org.polysome.metric.overall.Means;

/**
 * Predicted beside real mean profiles of the same perturbations. In cell-eval each side has its own
 * control, in GEARS both have the real one: that is up to who makes the two.
 *
 * @param predicted what a model says
 * @param real what was measured
 */
public record EffectComparison(Pseudobulk predicted, Pseudobulk real) {

  /** What is compared. */
  public enum Quantity {
    /** The profiles themselves. */
    EXPRESSION,
    /** Their differences from the control of their side, which are called deltas. */
    CHANGE
  }

  /** Checks that both are of the same perturbations and number of genes. */
  public EffectComparison {
    if (!Arrays.equals(predicted.perturbed().perturbations(), real.perturbed().perturbations())
        || predicted.control().length != real.control().length) {
      throw new IllegalArgumentException("two pseudobulks of different perturbations or genes");
    }
  }

  /** Compares all genes, one measurement for each perturbation. */
  public List<Measurement> all(Agreement agreement, Quantity quantity) {
    int[] genes = IntStream.range(0, real.control().length).toArray();
    return some(agreement, quantity, Collections.nCopies(rows(), genes));
  }

  /**
   * Compares some genes, such as the 20 that differ most, one measurement for each perturbation.
   *
   * @param genes of each perturbation, by its row
   */
  public List<Measurement> some(Agreement agreement, Quantity quantity, List<int[]> genes) {
    if (genes.size() != rows()) {
      throw new IllegalArgumentException(genes.size() + " lists of genes for " + rows());
    }
    DenseMatrix ours = quantity == Quantity.CHANGE ? predicted.changes() : profiles(predicted);
    DenseMatrix theirs = quantity == Quantity.CHANGE ? real.changes() : profiles(real);
    return IntStream.range(0, rows())
        .mapToObj(
            row -> agreement.of(pick(ours, row, genes.get(row)), pick(theirs, row, genes.get(row))))
        .toList();
  }

  /**
   * The mean over perturbations. {@link Flavor#GEARS} takes a correlation that has no value as 0;
   * others leave it out.
   */
  public static Measurement mean(List<Measurement> values, Flavor flavor) {
    if (flavor != Flavor.GEARS) {
      return Means.ofPresent(values);
    }
    return Means.ofPresent(
        values.stream().map(one -> Measurement.of(one.value().orElse(0))).toList());
  }

  private int rows() {
    return real.perturbed().perturbations().length;
  }

  private static DenseMatrix profiles(Pseudobulk side) {
    return side.perturbed().vectors();
  }

  private static double[] pick(DenseMatrix rows, int row, int[] genes) {
    return IntStream.of(genes).mapToDouble(gene -> rows.get(row, gene)).toArray();
  }
}
