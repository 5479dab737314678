package org.polysome.metric.perturbation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * Whether the cells of a perturbation are more alike than those of perturbations that do nothing.
 * The statistic is the mean cosine over all pairs of a perturbation's cells; the null is the same
 * statistic of perturbations of genes that the cells do not express (Celik et al. 2024).
 *
 * @param missing what becomes of a null perturbation of a single cell
 */
public record PerturbationConsistency(Missing missing) {

  /** The p-value up to which Tx-Evaluation counts a perturbation as consistent. */
  public static final double LEVEL = 0.05;

  /** What becomes of null perturbations that have no statistic. */
  public enum Missing {
    /** They are left out. */
    LEFT_OUT,
    /** They count as more alike than any, which raises every p-value. */
    COUNTED
  }

  /**
   * As {@link Flavor#EFAAR} (which counts what is missing), {@link Flavor#TX_EVALUATION} or {@link
   * Flavor#POLYSOME} (which leave it out) have it.
   *
   * @throws IllegalArgumentException if it is another's
   */
  public static PerturbationConsistency of(Flavor flavor) {
    return switch (flavor) {
      case EFAAR -> new PerturbationConsistency(Missing.COUNTED);
      case TX_EVALUATION, POLYSOME -> new PerturbationConsistency(Missing.LEFT_OUT);
      default -> throw new IllegalArgumentException("perturbation consistency: " + flavor.text());
    };
  }

  /**
   * Tests every perturbation that has cells, except the control and the null ones.
   *
   * @param cells after an alignment
   * @param nulls codes of the perturbations that do nothing
   */
  public SignificanceTable test(PerturbedCells cells, int[] nulls) {
    int codes = cells.perturbationCodes();
    boolean[] isNull = new boolean[codes];
    Arrays.stream(nulls).filter(code -> code < codes).forEach(code -> isNull[code] = true);
    int[][] members = Members.of(cells.perturbations(), codes);
    DenseMatrix unit = UnitRows.of(cells.points());
    Measurement[] statistics =
        IntStream.range(0, codes)
            .parallel()
            .mapToObj(code -> statistic(unit, members[code]))
            .toArray(Measurement[]::new);
    int[] present =
        IntStream.range(0, codes)
            .filter(code -> code != cells.control() && members[code].length > 0)
            .toArray();
    double[] values =
        Arrays.stream(present)
            .filter(code -> isNull[code])
            .mapToDouble(code -> statistics[code].value().orElse(Double.NaN))
            .filter(value -> missing == Missing.COUNTED || !Double.isNaN(value))
            .toArray();
    var against = new NullDistribution(values);
    List<Tested> tested =
        Arrays.stream(present)
            .filter(code -> !isNull[code])
            .mapToObj(code -> tested(code, statistics[code], against))
            .toList();
    return new SignificanceTable(tested, against);
  }

  /** The p-value of a statistic where it has a value: the share of the null at least as large. */
  static Tested tested(int code, Measurement statistic, NullDistribution against) {
    Measurement p =
        statistic.value().isPresent()
            ? against.shareAtLeast(statistic.value().getAsDouble())
            : statistic;
    return new Tested(code, statistic, p);
  }

  /** The mean cosine over all pairs of rows (cells, dimensions), at least two. */
  public static Measurement meanCosine(DenseMatrix rows) {
    return statistic(UnitRows.of(rows), IntStream.range(0, rows.rows()).toArray());
  }

  /** The sum over pairs follows from the length of the sum of the rows. */
  private static Measurement statistic(DenseMatrix unit, int[] members) {
    int n = members.length;
    if (n < 2) {
      return Measurement.none(Status.TOO_FEW_CELLS);
    }
    double[] sum = new double[unit.columns()];
    double own = 0;
    for (int member : members) {
      for (int j = 0; j < sum.length; j++) {
        double value = unit.get(member, j);
        sum[j] += value;
        own += value * value;
      }
    }
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    return Measurement.of(Math.clamp((squares - own) / n / (n - 1), -1, 1));
  }
}
