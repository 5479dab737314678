package org.polysome.metric.perturbation.prediction;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * How far predicted fold changes are from the real ones (GEARS): the mean absolute difference of
 * the ratios to the control, over genes that are expressed after the perturbation and in controls.
 */
public final class FoldChangeGap {

  /** The mean expression from which a gene counts. */
  private static final double EXPRESSED = 0.5;

  private FoldChangeGap() {}

  /**
   * The gap.
   *
   * @param predicted predicted means
   * @param real real means
   * @param control means of the controls
   * @param counted the real fold changes that count, such as those above 3
   * @return {@link Status#NOT_AVAILABLE} where no gene counts
   */
  public static Measurement of(
      double[] predicted, double[] real, double[] control, DoublePredicate counted) {
    double[] gaps =
        IntStream.range(0, real.length)
            .filter(gene -> real[gene] >= EXPRESSED && control[gene] > 0)
            .filter(gene -> counted.test(real[gene] / control[gene]))
            .mapToDouble(gene -> Math.abs(predicted[gene] - real[gene]) / control[gene])
            .toArray();
    return gaps.length == 0
        ? Measurement.none(Status.NOT_AVAILABLE)
        : Measurement.of(Arrays.stream(gaps).sum() / gaps.length);
  }
}
